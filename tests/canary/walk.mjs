// Goes through all screens and controls of the app with canaries in every field, and gathers what could be seen of it.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goTo } from '../e2e/pages/app.mjs';
import { engine } from '../engines/engine.mjs';
import { registryFile, siteTable, textsFor } from './entries.mjs';


/** Where the walk begins; every screen that these link to is walked too. */
const ROUTES = ['#/assess', '#/trials', '#/kit', '#/trace', '#/sites', '#/about', '#/learn', '#/'];
/** What appears once a file was read. */
const AFTER_FILE = { choose_files: '#opened-trace', choose_folder: '#laboratory', trial_files: '.update-notice', first_file: '#first_reading', second_file: '#second_reading' };
/** Fields that are there before anything else has come. */
const EARLY_FIELDS = ['cv', 'sil2r'];
/** Buttons that a browser lets act only when a person presses them. */
const REAL_PRESSES = ['start_booth', 'example'];

/** Files with canaries in their names; the traces are copies of `trace`. */
export async function canaryFiles(folder, canaries, trace) {
  let count = 0;
  const named = async (extension, content, below = folder) => {
    const path = join(below, `${canaries.word(`file name ${(count += 1)}, .${extension}`)}.${extension}`);
    await mkdir(below, { recursive: true });
    await writeFile(path, content);
    return path;
  };
  const bytes = await readFile(trace);
  const traces = join(folder, canaries.word('file name of a folder'));
  const files = {
    choose_files: await named('ab1', bytes),
    choose_folder: traces,
    trial_files: await named('json', registryFile(canaries)),
    first_file: await named('tsv', siteTable('table in a file', canaries)),
    second_file: await named('tsv', siteTable('table in a file', canaries)),
  };
  await named('ab1', bytes, traces);
  await named('ab1', bytes, traces);
  return files;
}

export class Walk {
  /** What the page and the browser let be seen, one record each. */
  seen = [];
  /** How many controls were used, over all screens and forms. */
  used = 0;
  screens = 0;
  visited = new Set();
  /** Screens on which something can be typed or chosen. */
  withEntries = new Set();
  #files;

  constructor(page, url, canaries, files) {
    Object.assign(this, { page, url, canaries });
    this.#files = files;
  }

  /** Types before the programs that come at idle have, when the page can still ask for anything. */
  async early(recorder) {
    recorder.hold();
    await this.page.goto(`${this.url}#/assess`);
    await this.page.locator('button[name="reader"][value="professional"]').click();
    await this.page.locator('input[name="cv"]').waitFor();
    await this.assessFields();
    recorder.release();
  }

  /** Waits until nothing is fetched any more. */
  async ready() {
    for (const program of ['clinic', 'laboratory', 'portal']) {
      await this.page.locator(`html[data-${program}="ready"]`).waitFor({ state: 'attached' });
    }
    await this.page.locator('html[data-lock="locked"]').waitFor({ state: 'attached' });
  }

  /** Walks all screens that link to each other in a form of language, or only those of `routes`. */
  async screensIn(form, routes) {
    const queue = [...(routes ?? ROUTES)];
    const known = new Set(queue);
    for (const route of queue) {
      this.visited.add(route);
      await this.#visit(route, form);
      const links = routes ? [] : await this.page.evaluate(() => globalThis.canaryControls.links());
      for (const link of links) if (!known.has(link)) queue.push(link) && known.add(link);
      await this.look();
    }
  }

  /** Types into fields of Assess only. */
  async assessFields() {
    for (const field of EARLY_FIELDS) await this.#type(`input[name="${field}"]`, field);
  }

  /** Chooses a file in the room for traces only. */
  async chosenTrace() {
    await goTo(this.page, '#/trace');
    await this.#choose('input[name="choose_files"]', 'choose_files');
  }

  /** Writes down what can be seen at this moment. */
  async look() {
    const records = await this.page.evaluate(async () => [...(await globalThis.canarySpies.take()), ...globalThis.canarySpies.shown()]);
    this.seen.push(...records);
  }

  /** Opens all that is kept, at the end, when everything was cleared. */
  async lookEverywhere() {
    await this.look();
    for (let press = 0; press < 2; press += 1) await this.page.locator('button[name="clear_everything"]').click();
    await this.page.locator('#cleared').waitFor();
    await this.look();
    this.seen.push(...(await this.page.evaluate(() => globalThis.canarySpies.kept())));
  }

  async #visit(route, form) {
    await goTo(this.page, route);
    await this.page.evaluate((wanted) => {
      const choice = document.querySelector(`[type="radio"][name="language"][value="${wanted}"]`);
      if (choice) return choice.click();
      const list = document.querySelector('select[name="language"]');
      list.value = wanted;
      list.dispatchEvent(new Event('input', { bubbles: true }));
      list.dispatchEvent(new Event('change', { bubbles: true }));
    }, form);
    await this.page.evaluate(() => globalThis.canaryControls.again());
    await this.#useAll(route);
    if (['#/trace', '#/sites', '#/trials'].includes(route)) {
      await this.#drop(route);
      await this.#useAll(route);
    }
    this.used += await this.page.evaluate(() => globalThis.canaryControls.count());
    this.screens += 1;
  }

  async #useAll(route) {
    for (;;) {
      const control = await this.page.evaluate((presses) => globalThis.canaryControls.next(presses), REAL_PRESSES);
      if (!control) return;
      if (control.kind === 'more') continue;
      const { kind, name, selector } = control;
      if (kind === 'text' || kind === 'file') this.withEntries.add(route);
      if (kind === 'text') await this.#type(selector, name);
      else if (kind === 'file') await this.#choose(selector, name);
      else await this.page.locator(selector).click();
      if (name === 'start_booth') await this.#leaveBooth(route);
    }
  }

  async #type(selector, name) {
    for (const text of textsFor(name, this.canaries)) {
      const field = this.page.locator(selector);
      await field.fill(text);
      await field.evaluate((element) => element.dispatchEvent(new Event('change', { bubbles: true })));
    }
  }

  async #choose(selector, name) {
    const path = this.#files[name];
    if (!path) throw new Error(`no file for the chooser ${name}`);
    const chooser = this.page.locator(selector);
    if (name === 'choose_folder' && !engine.choosesFolders) {
      // The files of the folder one by one: the room takes them by the same way.
      await chooser.evaluate((element) => (element.webkitdirectory = false));
      await chooser.setInputFiles((await readdir(path)).map((file) => join(path, file)));
    } else {
      await chooser.setInputFiles(path);
    }
    await this.page.locator(AFTER_FILE[name]).first().waitFor({ state: 'attached' });
  }

  async #drop(route) {
    const name = { '#/trace': 'choose_files', '#/sites': 'first_file', '#/trials': 'trial_files' }[route];
    const bytes = await readFile(this.#files[name], 'base64');
    const fileName = `${this.canaries.word('file name, dropped')}.${this.#files[name].split('.').at(-1)}`;
    await this.page.evaluate(([called, content]) => globalThis.canaryControls.drop(called, content), [fileName, bytes]);
  }

  /** The screen of a booth covers all others until it is ended by two presses. */
  async #leaveBooth(route) {
    await this.page.locator('.booth-start').waitFor();
    for (let press = 0; press < 2; press += 1) await this.page.locator('button[name="end_booth"]').click();
    await this.page.locator('button[name="start_booth"]').waitFor();
    await this.page.evaluate((to) => (location.hash = to), route);
  }
}
