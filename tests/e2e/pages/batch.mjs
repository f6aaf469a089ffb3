// Files in and the table of many traces, as a reader meets them.
import { App } from './app.mjs';

export class Batch extends App {
  /** Opens the room and waits until all programs have started. */
  async openRoom() {
    await this.open('#/trace');
    await this.page.locator('input[name="choose_files"]').waitFor({ state: 'attached' });
  }

  /** Chooses files by their paths, or made of { name, mimeType, buffer }. */
  choose(files) {
    return this.page.locator('input[name="choose_files"]').setInputFiles(files);
  }

  /** Chooses a folder. */
  chooseFolder(path) {
    return this.page.locator('input[name="choose_folder"]').setInputFiles(path);
  }

  /** The rows as seen: title, kind and texts of the cells. */
  rows() {
    return this.page.locator('.batch-table tbody tr').evaluateAll((rows) =>
      rows.map((row) => ({
        result: row.dataset.result,
        cells: [...row.cells].map((cell) => cell.textContent.trim()),
      })),
    );
  }

  /** Waits until so many rows are in the table. */
  rowCount(count) {
    return this.page.waitForFunction(
      (wanted) => document.querySelectorAll('.batch-table tbody tr').length === wanted,
      count,
    );
  }

  phase() {
    return this.page.locator('.batch-phase').innerText();
  }

  counts() {
    return this.page.locator('.batch-counts').innerText();
  }

  /** What a button saves, as text. */
  async saved(name) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.press(name)]);
    const parts = [];
    for await (const part of await download.createReadStream()) parts.push(part);
    return { name: download.suggestedFilename(), text: Buffer.concat(parts).toString('utf8') };
  }

  /** The title of the trace in the viewer; `null` if none is open. */
  async opened() {
    const title = this.page.locator('#opened-trace');
    return (await title.count()) === 0 ? null : title.innerText();
  }
}

/** The batch page on a fresh page of a session. */
export async function batchPage(browser, t, options) {
  const app = new Batch(await browser.page(t, options), browser.url);
  await app.openRoom();
  return app;
}
