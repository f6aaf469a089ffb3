// A thousand traces chosen at once, in Chromium: total time, longest frame, files a second.
//
//   node tests/e2e/bench-batch.mjs [FILE …]
//
// Without files, 1,000 traces are simulated (build the program first: see CONTRIBUTING.md); with files, they are
// chosen again and again until there are a thousand.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Batch } from './pages/batch.mjs';
import { shirube } from './pages/program.mjs';
import { launchBrowser, serveApp } from './pages/session.mjs';

const FILES = 1000;
const RUNS = 3;

const folder = await mkdtemp(join(tmpdir(), 'shirube-bench-'));
const server = await serveApp();
const browser = await launchBrowser();
try {
  const given = process.argv.slice(2);
  if (given.length === 0) await shirube('simulate', '--out', folder, '--count', String(FILES), '--seed', '1');
  const made = (await readdir(folder)).filter((name) => name.endsWith('.ab1')).map((name) => join(folder, name));
  const sources = given.length > 0 ? given : made;
  const files = Array.from({ length: FILES }, (_, index) => sources[index % sources.length]);
  for (let run = 1; run <= RUNS; run += 1) console.log(`run ${run}: ${describe(await measure(files))}`);
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

function describe({ all, measured, shown, frame, sorted, frames }) {
  return [
    `${FILES} files measured ${measured.toFixed(0)} ms after they came (${(FILES / (measured / 1000)).toFixed(0)} files/s)`,
    `all ${all} rows in the page after ${shown.toFixed(0)} ms`,
    `longest of ${frames} frames ${frame.toFixed(0)} ms`,
    `longest while sorting ${sorted.toFixed(0)} ms`,
  ].join('; ');
}

async function measure(files) {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  try {
    const app = new Batch(await context.newPage(), server.url);
    await app.openRoom();
    // Watches from inside, so that the driver's own delays do not count. The clock starts when the page gets the files.
    await app.page.evaluate((wanted) => {
      const times = { frame: 0, frames: 0, sorted: 0 };
      globalThis.times = times;
      let last;
      let longest = 'frame';
      const onFrame = (now) => {
        if (last !== undefined) {
          times[longest] = Math.max(times[longest], now - last);
          times.frames += 1;
        }
        last = now;
        const phase = document.querySelector('.batch-phase')?.textContent ?? '';
        if (times.measured === undefined && phase.startsWith('All')) times.measured = performance.now() - times.start;
        const rows = document.querySelectorAll('.batch-table tbody tr').length;
        if (times.shown === undefined && rows >= wanted) times.shown = performance.now() - times.start;
        requestAnimationFrame(onFrame);
      };
      globalThis.watchSorting = () => {
        longest = 'sorted';
        last = undefined;
      };
      document.querySelector('input[name="choose_files"]').addEventListener(
        'change',
        () => {
          times.start = performance.now();
          requestAnimationFrame(onFrame);
        },
        { capture: true, once: true },
      );
    }, FILES);
    await app.choose(files);
    await app.page.waitForFunction(() => globalThis.times.measured && globalThis.times.shown, null, { timeout: 120_000 });
    await app.page.evaluate(() => globalThis.watchSorting());
    for (const column of ['dominance', 'dominance', 'notes']) await app.press(`sort_${column}`);
    await app.page.waitForTimeout(500);
    const all = await app.page.locator('.batch-table tbody tr').count();
    return { all, ...(await app.page.evaluate(() => globalThis.times)) };
  } finally {
    await context.close();
  }
}
