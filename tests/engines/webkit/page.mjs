// The part of Playwright's pages that the tests use, over plain WebDriver. What WebDriver cannot do throws.
import { Keyboard, Locator } from './locator.mjs';

const PATIENCE = 20_000;
const PAUSE = 20;

export class Page {
  #context;

  constructor(driver, context) {
    this.driver = driver;
    this.#context = context;
    this.keyboard = new Keyboard(driver);
  }

  context() {
    return this.#context;
  }

  async goto(url) {
    await this.driver.get(url);
  }

  async reload() {
    await this.driver.navigate().refresh();
  }

  waitForTimeout(time) {
    return new Promise((passed) => setTimeout(passed, time));
  }

  title() {
    return this.driver.getTitle();
  }

  locator(css, { hasText } = {}) {
    const found = new Locator(this, [{ css }]);
    return hasText === undefined ? found : found.filter({ hasText });
  }

  /** Elements by their text; as with Playwright a text is found in the innermost element that has it. */
  getByText(text, { exact = false } = {}) {
    const step = text instanceof RegExp ? { pattern: text.source, flags: text.flags } : { text, exact };
    return new Locator(this, [{ css: ':not(script, style, head *):not(:has(*))' }, step]);
  }

  evaluate(act, value) {
    return this.run(typeof act === 'string' ? `() => (${act})` : `(value) => (${act})(value)`, value);
  }

  /** Waits until something holds in the page. */
  async waitForFunction(act, value) {
    await this.until(`it does not become true: ${act}`, () => this.evaluate(act, value));
  }

  /** Runs the text of a function in the page and gives what it promises. */
  async run(text, ...values) {
    const { value, error } = await this.driver.executeAsyncScript(
      `const done = arguments[arguments.length - 1];
       Promise.resolve().then(() => (${text})(...arguments[0])).then((value) => done({ value }), (error) => done({ error: String(error) }));`,
      values.map((one) => (one === undefined ? null : one)),
    );
    if (error !== undefined && error !== null) throw new Error(error);
    return value;
  }

  /** Asks again and again until the answer is yes. */
  async until(what, isSo) {
    const end = Date.now() + PATIENCE;
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error(`after ${PATIENCE} ms: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

for (const name of ['addInitScript', 'route', 'emulateMedia', 'pdf', 'on', 'getByRole']) {
  Page.prototype[name] = () => {
    throw new Error(`WebDriver has nothing for page.${name}: name this test in tests/engines/not_run.mjs`);
  };
}
