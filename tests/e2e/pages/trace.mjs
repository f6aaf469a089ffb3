// The room for Sanger traces as a reader meets it. See docs/contract.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from './app.mjs';

const PROGRAM = process.env.SHIRUBE_PROGRAM ?? fileURLToPath(new URL('../../../target/native/shirube', import.meta.url));
export const ANCHOR = 'GACAGCCCATCCTATAGCACTCTCAGGAGAGAAATTTAGTACACA';

/** Runs the command-line program; see also program.mjs, for whole folders. */
function shirube(args) {
  return execFileSync(PROGRAM, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
}

/** A simulated trace file; the same arguments give the same bytes. */
export function simulated(...args) {
  const folder = mkdtempSync(join(tmpdir(), 'shirube-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  shirube(['simulate', '--out', folder, ...args]);
  const path = join(folder, readdirSync(folder).find((name) => name.endsWith('.ab1')));
  return { path, bytes: readFileSync(path) };
}

/** What the command says of a file; `junction` is a first host base, counted from 0, in place of the anchor. */
export function traceCommand(path, { junction } = {}) {
  const place = junction === undefined ? ['--anchor', ANCHOR] : ['--junction', String(junction)];
  try {
    return JSON.parse(shirube(['trace', path, ...place, '--per-position', '--jsonl']));
  } catch (error) {
    // A file without an estimate ends with another code, and its line all the same.
    return JSON.parse(error.stdout);
  }
}

export class TraceRoom extends App {
  /** Loads the room and waits until all programs have started. */
  async openRoom() {
    await this.open('#/trace');
    await this.page.locator('input[name="choose_files"]').waitFor({ state: 'attached' });
  }

  /** Chooses one file, and waits until something is said of it. */
  async openFile(name, bytes) {
    const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) };
    await this.page.locator('input[name="choose_files"]').setInputFiles(file);
    await this.page.locator('#opened-trace').waitFor();
  }

  /** An estimate as it stands in the page; `null` where none is given. */
  async estimate(name) {
    const output = this.page.locator(`output[name="${name}"]`);
    if ((await output.count()) === 0) return null;
    return output.evaluate(({ dataset }) => ({
      value: Number(dataset.value),
      low: Number(dataset.low),
      high: Number(dataset.high),
    }));
  }

  /** The junction as it stands in the page. */
  junction() {
    return this.page.locator('output[name="junction"]').evaluate(({ dataset }) => ({
      position: dataset.position === '' ? null : Number(dataset.position),
      strand: dataset.strand,
      mismatches: dataset.mismatches,
      byHand: dataset.byHand === 'true',
    }));
  }

  /** Codes of everything that speaks against a result. */
  reasons() {
    return this.page.locator('.reason').evaluateAll((all) => all.map((one) => one.dataset.code));
  }

  /** Presses a button and reads what it saves. */
  async saved(button) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.press(button)]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  /** Words under the picture: which bases are in sight. */
  seen() {
    return this.page.locator('#viewer-seen').innerText();
  }

  /** First and last base in sight. */
  async seenBases() {
    const [first, last] = (await this.seen()).match(/\d+/g).map(Number);
    return { first, last };
  }

  /** The picture that has the keys. */
  picture() {
    return this.page.locator('.viewer-picture');
  }

  /** Place and size of the picture. */
  box() {
    return this.page.locator('.viewer-canvas').boundingBox();
  }
}
