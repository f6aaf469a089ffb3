// The room for tables of integration sites.

/** Sample CTCF-1 of griffithlab/htlv_integration_sites: its counts, at made-up positions. */
export const CTCF_1 = [51, 36, 33, 18, 14, 8, 6, 4, 4, ...Array(4).fill(2), ...Array(17).fill(1)]
  .map((count, index) => `chr7\t${1000 * (index + 1)}\t+\t${count}`)
  .join('\n');

export class Sites {
  constructor(app) {
    this.app = app;
    this.page = app.page;
  }

  /** Loads the room and waits until it is there. */
  async open() {
    await this.app.open('#/sites');
    await this.field('first').waitFor();
  }

  /** The text field of the `first` or the `second` table. */
  field(time) {
    return this.page.locator(`#${time}_table`);
  }

  /** Puts a table in as somebody pastes it. */
  enter(table, time = 'first') {
    return this.field(time).fill(table);
  }

  /** Chooses a file. */
  choose(name, content, time = 'first') {
    const buffer = Buffer.isBuffer(content) ? content : Buffer.from(content);
    return this.page.locator(`[name="${time}_file"]`).setInputFiles({ name, mimeType: 'text/plain', buffer });
  }

  /** Presses a button of the room by name. */
  press(name) {
    return this.page.locator(`.sites button[name="${name}"]`).click();
  }

  /** What is said of how a table was read. */
  reading(time = 'first') {
    return this.page.locator(`#${time}_reading`).innerText();
  }

  /** Waits for the result. */
  result() {
    return this.page.locator('#sites-answer').waitFor();
  }

  hasResult() {
    return this.page.locator('#sites-answer').isVisible();
  }

  /** The answer as read. */
  answer() {
    return this.page.locator('#sites-answer').innerText();
  }

  /** An index in full at each time point; `null` where there is none. */
  index(id) {
    const cells = this.page.locator(`[data-index="${id}"] data`);
    return cells.evaluateAll((cells) =>
      cells.map((cell) => (cell.hasAttribute('value') ? Number(cell.getAttribute('value')) : null)),
    );
  }

  /** An index as shown. */
  shown(id) {
    return this.page.locator(`[data-index="${id}"] data`).first().innerText();
  }

  /** The rows of the table of clones that are followed. */
  async followed() {
    const rows = await this.page.locator('.followed tbody tr').all();
    return Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
  }

  /** Presses a button and gives the text of the file that is saved. */
  async saved(name) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.press(name)]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }
}
