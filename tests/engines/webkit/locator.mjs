// The part of Playwright's locators that the tests use, over plain WebDriver.
import { Key } from 'selenium-webdriver';

/** Runs in the page: the elements that the steps lead to. */
export const FIND = `(steps) => {
  const squeezed = (text) => text.replace(/\\s+/g, ' ').trim();
  let found = [document];
  for (const { css, nth, text, pattern, flags, exact } of steps) {
    if (css !== undefined) found = [...new Set(found.flatMap((root) => [...root.querySelectorAll(css)]))];
    else if (nth !== undefined) found = found.slice(nth, nth === -1 ? undefined : nth + 1);
    else if (pattern !== undefined) found = found.filter((one) => new RegExp(pattern, flags).test(squeezed(one.textContent)));
    else if (exact) found = found.filter((one) => squeezed(one.textContent) === text);
    else found = found.filter((one) => squeezed(one.textContent).toLowerCase().includes(text.toLowerCase()));
  }
  return found;
}`;

const IS_VISIBLE = `(element) => {
  const { width, height } = element.getBoundingClientRect();
  return element.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;
}`;

const textStep = (text) => (text instanceof RegExp ? { pattern: text.source, flags: text.flags } : { text });

export class Locator {
  #page;
  #steps;

  constructor(page, steps) {
    this.#page = page;
    this.#steps = steps;
  }

  #then(...steps) {
    return new Locator(this.#page, [...this.#steps, ...steps]);
  }

  locator(css) {
    return this.#then({ css });
  }

  first() {
    return this.#then({ nth: 0 });
  }

  last() {
    return this.#then({ nth: -1 });
  }

  nth(nth) {
    return this.#then({ nth });
  }

  filter({ hasText }) {
    return this.#then(textStep(hasText));
  }

  async all() {
    return Array.from({ length: await this.count() }, (_, index) => this.nth(index));
  }

  count() {
    return this.evaluateAll((all) => all.length);
  }

  evaluateAll(act, value) {
    return this.#page.run(`(steps, value) => (${act})((${FIND})(steps), value)`, this.#steps, value);
  }

  /** Waits for the only element and does something with it in the page. */
  async evaluate(act, value) {
    await this.#one();
    return this.#page.run(`(steps, value) => (${act})((${FIND})(steps)[0], value)`, this.#steps, value);
  }

  innerText() {
    return this.evaluate((element) => element.innerText);
  }

  textContent() {
    return this.evaluate((element) => element.textContent);
  }

  allInnerTexts() {
    return this.evaluateAll((all) => all.map((element) => element.innerText));
  }

  getAttribute(name) {
    return this.evaluate((element, called) => element.getAttribute(called), name);
  }

  inputValue() {
    return this.evaluate((element) => element.value);
  }

  isChecked() {
    return this.evaluate((element) => element.checked);
  }

  isDisabled() {
    return this.evaluate((element) => element.disabled);
  }

  async isVisible() {
    return this.#page.run(`(steps) => (${FIND})(steps).some(${IS_VISIBLE})`, this.#steps);
  }

  async isHidden() {
    return !(await this.isVisible());
  }

  async boundingBox() {
    return this.evaluate((element) => element.getBoundingClientRect().toJSON());
  }

  focus() {
    return this.evaluate((element) => element.focus());
  }

  blur() {
    return this.evaluate((element) => element.blur());
  }

  /** A press by WebDriver, as by a person: it fails where something else covers the element. */
  async click() {
    await this.waitFor();
    await this.evaluate((element) => element.scrollIntoView({ block: 'center', inline: 'center' }));
    await (await this.element()).click();
  }

  /** Radio buttons lie under their labels: the label is what is pressed, by script as Playwright's `check` would by force. */
  async check() {
    await this.evaluate((element) => element.checked || element.click());
  }

  async uncheck() {
    await this.evaluate((element) => element.checked && element.click());
  }

  async selectOption(value) {
    await this.evaluate((element, chosen) => {
      element.value = chosen;
      if (element.value !== chosen) throw new Error(`no option ${chosen}`);
      element.dispatchEvent(new Event('input', { bubbles: true }));
      element.dispatchEvent(new Event('change', { bubbles: true }));
    }, value);
  }

  /** Puts a text in place of what is there: by real keys where it is one line, as one change otherwise. */
  async fill(text) {
    await this.waitFor();
    const isLine = await this.evaluate((element) => {
      element.focus();
      element.select?.();
      return element.localName === 'input' && element.type !== 'range';
    });
    if (isLine) return (await this.element()).sendKeys(String(text) || Key.BACK_SPACE);
    return this.evaluate((element, typed) => {
      element.value = typed;
      element.dispatchEvent(new InputEvent('input', { bubbles: true }));
      if (element.type === 'range') element.dispatchEvent(new Event('change', { bubbles: true }));
    }, String(text));
  }

  async press(key) {
    await this.focus();
    await this.#page.keyboard.press(key);
  }

  /** Real keys. */
  async pressSequentially(text) {
    await this.focus();
    await (await this.element()).sendKeys(text);
  }

  async setInputFiles(paths) {
    await (await this.element()).sendKeys([paths].flat().join('\n'));
  }

  async waitFor({ state = 'visible' } = {}) {
    const isSo = {
      attached: `(found) => found.length > 0`,
      detached: `(found) => found.length === 0`,
      visible: `(found) => found.some(${IS_VISIBLE})`,
      hidden: `(found) => !found.some(${IS_VISIBLE})`,
    }[state];
    await this.#page.until(`${JSON.stringify(this.#steps)} is not ${state}`, () =>
      this.#page.run(`(steps) => (${isSo})((${FIND})(steps))`, this.#steps),
    );
  }

  /** WebDriver's own handle. */
  async element() {
    await this.#one();
    return this.#page.driver.executeScript(`return (${FIND})(arguments[0])[0]`, this.#steps);
  }

  async #one() {
    let count = 0;
    await this.#page.until(`nothing is found by ${JSON.stringify(this.#steps)}`, async () => (count = await this.count()) > 0);
    if (count > 1) throw new Error(`${count} elements are found by ${JSON.stringify(this.#steps)}`);
  }
}

const KEYS = { Tab: Key.TAB, Enter: Key.ENTER, Escape: Key.ESCAPE, Space: Key.SPACE, Home: Key.HOME, End: Key.END, Backspace: Key.BACK_SPACE, Delete: Key.DELETE };
for (const way of ['Up', 'Down', 'Left', 'Right']) KEYS[`Arrow${way}`] = Key[`ARROW_${way.toUpperCase()}`];

export class Keyboard {
  #driver;

  constructor(driver) {
    this.#driver = driver;
  }

  /** One key, with modifiers before it: `Shift+Tab`. */
  async press(keys) {
    const parts = keys.split('+');
    const last = parts.pop();
    const actions = this.#driver.actions();
    const held = parts.map((name) => Key[name.toUpperCase()]);
    for (const key of held) actions.keyDown(key);
    actions.sendKeys(KEYS[last] ?? last);
    for (const key of held) actions.keyUp(key);
    await actions.perform();
  }

  async type(text) {
    await this.#driver.actions().sendKeys(text).perform();
  }
}
