// The app as a reader meets it: screens, named controls, outputs. See docs/contract.md.

import { engine } from '../../engines/engine.mjs';

export const SECTIONS = ['plane', 'curve', 'people', 'none-seen', 'regions', 'why'];

/** Goes to another screen without loading the page again. */
export function goTo(page, route) {
  return page.evaluate(
    (to) =>
      new Promise((arrived) => {
        if (location.hash === to) return arrived();
        addEventListener('hashchange', () => setTimeout(arrived), { once: true });
        location.hash = to;
      }),
    route,
  );
}

export class App {
  /** `language` is chosen by hand where the browser cannot be started in it. */
  constructor(page, url, language) {
    this.page = page;
    this.url = url;
    this.language = language;
  }

  /** Loads the page at a route and waits until the app has replaced the static shell. */
  async load(route = '#/') {
    await this.page.goto(this.url + route);
    await this.page.locator('[name="language"]').first().waitFor({ state: 'attached' });
    if (this.language) await this.set('language', this.language);
  }

  /** Loads the page and waits until all of it has started, the programs that come at idle included, and is locked. */
  async open(route = '#/') {
    await this.load(route);
    await this.clinic('ready');
    await this.laboratory('ready');
    await this.portal('ready');
    await this.locked();
  }

  /** Waits until the page is locked: nothing can be fetched any more. */
  locked() {
    return this.page.locator('html[data-lock="locked"]').waitFor({ state: 'attached' });
  }

  /** What the page says of itself in an attribute `data-…` of its root; `null` where it says nothing. */
  told(name) {
    return this.page.locator('html').getAttribute(`data-${name}`);
  }

  /** Waits until the second program has started, or `failed` to load. */
  clinic(state) {
    return this.page.locator(`html[data-clinic="${state}"]`).waitFor({ state: 'attached' });
  }

  /** Waits until the third program has started, or `failed` to load. */
  laboratory(state) {
    return this.page.locator(`html[data-laboratory="${state}"]`).waitFor({ state: 'attached' });
  }

  /** Waits until the fourth program has started, or `failed` to load. */
  portal(state) {
    return this.page.locator(`html[data-portal="${state}"]`).waitFor({ state: 'attached' });
  }

  /** Loads Assess and passes the confirm step. */
  async openAssess() {
    await this.open('#/assess');
    await this.confirm();
  }

  /** Passes the step before Assess. */
  async confirm(reader = 'professional') {
    await this.page.locator(`button[name="reader"][value="${reader}"]`).click();
    await this.control('cv').waitFor();
  }

  /** Goes to another screen without loading the page again. */
  go(route) {
    return goTo(this.page, route);
  }

  /** All elements of a control; radio buttons share a name. */
  control(name) {
    return this.page.locator(`[name="${name}"]:not(output)`);
  }

  /** Sets a control by name, whether it is a radio group, a select, a range or a text field. */
  async set(name, value) {
    const control = this.control(name);
    const kind = await control.first().evaluate((element) => element.type);
    if (kind === 'radio') await this.page.locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind === 'select-one') await control.selectOption(value);
    else await this.type(control, kind, String(value));
  }

  /** Replaces the text of a field; leaving it must then count as a change. */
  async type(control, kind, text) {
    if (engine.fillsLikeKeys || kind === 'range') return control.fill(text);
    await control.fill('');
    return control.pressSequentially(text);
  }

  /**
   * Empties the form, then sets the given controls in one go, with the events a person's input causes.
   * For the way to a state; what a test is about is set with `set`.
   */
  enter(values) {
    return this.page.evaluate(async (entries) => {
      // Views change in tasks queued by the event; a message comes after them.
      const settle = () =>
        new Promise((done) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = done;
          channel.port2.postMessage(0);
        });
      document.querySelector('button[name="clear"]').click();
      await settle();
      for (const [name, value] of entries) {
        const choice = document.querySelector(`[type="radio"][name="${name}"][value="${value}"]`);
        const control = choice ?? document.querySelector(`input[name="${name}"], select[name="${name}"]`);
        if (choice) {
          choice.click();
        } else {
          control.value = value;
          control.dispatchEvent(new InputEvent('input', { bubbles: true }));
          control.dispatchEvent(new Event('change', { bubbles: true }));
        }
        await settle();
      }
    }, Object.entries(values));
  }

  /** Lets files or folders fall onto something from the system, by their paths. */
  async drop(paths, onto = '#laboratory h1') {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    const target = this.page.locator(onto);
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    const at = { x: box.x + 4, y: box.y + 4, data };
    await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
    await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at });
    await session.send('Input.dispatchDragEvent', { type: 'drop', ...at });
    await session.detach();
  }

  /** Presses a button by name. */
  press(name) {
    return this.page.locator(`button[name="${name}"]`).click();
  }

  /** The value of a control: the chosen radio button's, or `null` if none is chosen. */
  value(name) {
    return this.control(name).evaluateAll((elements) =>
      elements[0].type === 'radio'
        ? (elements.find((element) => element.checked)?.value ?? null)
        : elements[0].value,
    );
  }

  /** A rule's result in the stable form. */
  output(name) {
    return this.page.locator(`output[name="${name}"]`).evaluate((output) => {
      const { status, possible, group, nearby } = output.dataset;
      return { status, possible, group, nearby };
    });
  }

  /** The result of a rule of the second program; `null` where it is not in the page. */
  async rule(name) {
    const output = this.page.locator(`#clinic-results output[name="${name}"]`);
    if ((await output.count()) === 0) return null;
    return output.evaluate(({ dataset }) => ({
      status: dataset.status,
      possible: dataset.possible,
      settledBy: dataset.settledBy,
      warnings: dataset.warnings,
      number: dataset.number,
    }));
  }

  /** Opens everything of the second program that opens by a button. */
  async openClinic() {
    for (const name of ['more', 'compare', 'show_survival', 'show_course']) {
      const closed = this.page.locator(`button[name="${name}"][aria-expanded="false"]`);
      if ((await closed.count()) > 0) await closed.click();
    }
  }

  /** The visible text of a rule's result. */
  outputText(name) {
    return this.page.locator(`output[name="${name}"]`).innerText();
  }

  /** The visible text of everything the form answered. */
  resultsText() {
    return this.page.locator('.results').innerText();
  }

  /** Which of the headed parts of the results are in the page. */
  sections() {
    return this.page.evaluate(
      (ids) => ids.filter((id) => document.getElementById(id)?.checkVisibility()),
      SECTIONS,
    );
  }

  /** What is said to be wrong with an entry, as seen. */
  error(name) {
    return this.page.locator(`#${name}-error`).innerText();
  }

  oneLine() {
    return this.page.locator('.one-line').textContent();
  }
}
