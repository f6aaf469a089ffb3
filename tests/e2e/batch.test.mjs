// Files dropped and chosen, many traces measured apart from the page, their table.
import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import axe from 'axe-core';
import { Batch, batchPage } from './pages/batch.mjs';
import { shirube, simulatedTraces } from './pages/program.mjs';
import { KEEPING, LOCALES, session } from './pages/session.mjs';

const browser = session();
const traces = simulatedTraces('--count', '200', '--seed', '20', '--clones', '0.6,0.2');
const ANCHOR = 'htlv1-3ltr';

/** A folder for one test: two traces, one of them deeper, rubbish and a hidden file. */
async function mixedFolder(t) {
  const folder = await mkdtemp(join(tmpdir(), 'shirube-mixed-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'plate', 'deep'), { recursive: true });
  await copyFile(traces.files[0], join(folder, 'plate', 'A01.ab1'));
  await copyFile(traces.files[1], join(folder, 'plate', 'deep', 'B01.ab1'));
  await writeFile(join(folder, 'plate', 'notes.txt'), 'no trace at all');
  await writeFile(join(folder, 'plate', 'empty.ab1'), '');
  await writeFile(join(folder, 'plate', '.DS_Store'), 'hidden');
  return join(folder, 'plate');
}

/** Violations of the policy, errors of the page and requests from now on. */
async function watch(page) {
  const seen = { complaints: [], requests: [] };
  page.on('console', (message) => message.type() === 'error' && seen.complaints.push(message.text()));
  page.on('pageerror', (error) => seen.complaints.push(String(error)));
  // The browser itself, not the page, looks for the icon; a blob is no request.
  page.on('request', (request) => /^(blob|data):/.test(request.url()) || seen.requests.push(request.url()));
  return seen;
}

/** Puts another text in the place of one in the worker's script. */
function changeWorker(app, text, other) {
  return app.page.route('**/idle/laboratory-worker*.js', async (route) => {
    const answer = await route.fetch();
    const script = await answer.text();
    assert.ok(script.includes(text), `the script holds ${text}`);
    await route.fulfill({ response: answer, body: script.replace(text, other) });
  });
}

test('a single file opens at once, and there is no table', async (t) => {
  const app = await batchPage(browser, t);
  await app.drop([traces.files[0]]);
  await app.page.locator('#opened-trace').waitFor();
  assert.match(await app.opened(), /^Trace 1$/);
  assert.equal(await app.page.locator('.batch-table').count(), 0);
  assert.ok(!(await app.page.locator('#laboratory').innerText()).includes(basename(traces.files[0])));
});

test('two hundred files give two hundred rows with the numbers of the command', async (t) => {
  const app = await batchPage(browser, t);
  const seen = await watch(app.page);
  await app.drop(traces.files);
  await app.rowCount(200);
  assert.match(await app.phase(), /^All 200 measured\.$/);
  const lines = (await shirube('trace', ...traces.files, '--anchor', ANCHOR, '--jsonl')).trim().split('\n');
  const records = lines.map((line) => JSON.parse(line));
  const { name, text } = await app.saved('batch_json');
  assert.equal(name, 'trace-clonality.json');
  const saved = JSON.parse(text);
  assert.equal(saved.traces.length, 200);
  assert.equal(saved.build, await app.told('build'));
  for (const [index, trace] of saved.traces.entries()) {
    const record = records[index];
    assert.equal(trace.ok, record.ok, `trace ${index + 1}`);
    assert.ok(!('file' in trace), 'names are hidden');
    assert.deepEqual(trace.dominance, record.dominance);
    assert.deepEqual(trace.simpson, record.simpson);
    assert.equal(trace.junction?.position, record.junction?.position);
    assert.deepEqual(trace.quality, record.quality);
  }
  const rows = await app.rows();
  const usable = records.filter((record) => record.ok).length;
  assert.equal(rows.filter((row) => row.result === 'estimate').length, usable);
  assert.ok(usable > 150, `${usable} of 200 simulated reads are good`);
  assert.ok(rows[0].cells[3].startsWith(records[0].dominance.value.toFixed(2)), rows[0].cells[3]);
  assert.deepEqual(seen, { complaints: [], requests: [] });
});

test('a folder is read to its end, hidden files are counted, rubbish has rows of its own', async (t) => {
  const app = await batchPage(browser, t);
  await app.drop([await mixedFolder(t)]);
  await app.rowCount(4);
  assert.match(await app.page.locator('.intake-notice').innerText(), /4 files\.\s+Hidden files left out: 1\./);
  const rows = await app.rows();
  assert.deepEqual(rows.map((row) => row.result), ['estimate', 'estimate', 'failed', 'failed']);
  assert.equal(rows[2].cells.at(-1), 'Neither ABIF nor SCF.');
  assert.match(await app.counts(), /With an estimate: 2\. Withheld: 0\. Not measured: 2\./);
  await app.page.locator('[name="names_shown"]').check();
  await app.rowCount(4);
  const names = (await app.rows()).map((row) => row.cells[1]);
  assert.deepEqual(names, ['plate/A01.ab1', 'plate/deep/B01.ab1', 'plate/empty.ab1', 'plate/notes.txt']);
});

test('a folder can be chosen, and all files removed again', async (t) => {
  const app = await batchPage(browser, t);
  await app.chooseFolder(await mixedFolder(t));
  await app.rowCount(4);
  await app.page.locator('[name="open_trace"]').first().click();
  assert.match(await app.opened(), /^Trace 1$/);
  await app.press('remove_all');
  await app.page.locator('.batch').waitFor({ state: 'detached' });
  assert.equal(await app.opened(), null);
  assert.equal(await app.page.evaluate(() => document.activeElement.id), 'content');
});

test('an empty folder is said to be empty', async (t) => {
  const app = await batchPage(browser, t);
  const folder = join(await mixedFolder(t), 'nothing');
  await mkdir(folder);
  await app.drop([folder]);
  await app.page.getByText('No file was found there.').waitFor();
});

test('a file larger than any trace is not read', async (t) => {
  const app = await batchPage(browser, t);
  const huge = join(dirname(await mixedFolder(t)), 'huge.ab1');
  await writeFile(huge, '');
  await truncate(huge, 3 * 1024 ** 3);
  await app.choose([traces.files[0], huge]);
  await app.rowCount(2);
  assert.equal((await app.rows()).find((row) => row.result === 'failed').cells.at(-1), 'Larger than any trace.');
});

test('columns sort both ways by keyboard, filters leave rows of one kind', async (t) => {
  const app = await batchPage(browser, t);
  await app.choose([...traces.files.slice(0, 5), join(await mixedFolder(t), 'notes.txt')]);
  await app.rowCount(6);
  const numbers = async () => (await app.rows()).map((row) => parseFloat(row.cells[3]));
  const head = app.page.locator('button[name="sort_dominance"]');
  await head.focus();
  await app.page.keyboard.press('Enter');
  const sorted = () => app.page.locator('th.is-dominance').getAttribute('aria-sort');
  assert.equal(await sorted(), 'ascending');
  const rising = (await numbers()).filter((value) => !Number.isNaN(value));
  assert.deepEqual(rising, [...rising].sort((a, b) => a - b));
  assert.ok(Number.isNaN((await numbers()).at(-1)), 'what has no value stands last');
  await app.page.keyboard.press('Enter');
  assert.equal(await sorted(), 'descending');
  assert.deepEqual((await numbers()).slice(0, 5), [...rising].reverse());
  assert.equal(await app.page.evaluate(() => document.activeElement.name), 'sort_dominance');
  assert.equal(await app.page.locator('[aria-sort]').count(), 1);
  await app.set('batch_filter', 'failed');
  await app.rowCount(1);
  assert.equal((await app.rows())[0].result, 'failed');
  await app.set('batch_filter', 'withheld');
  await app.rowCount(0);
  await app.page.getByText('No row of this kind.').waitFor();
});

test('a row opens in the viewer by keyboard and is marked', async (t) => {
  const app = await batchPage(browser, t);
  await app.choose(traces.files.slice(0, 3));
  await app.rowCount(3);
  await app.page.locator('[name="open_trace"]').nth(1).focus();
  await app.page.keyboard.press('Enter');
  await app.page.locator('#opened-trace').waitFor();
  assert.match(await app.opened(), /^Trace 2$/);
  const current = app.page.locator('.batch-table [aria-current="true"]');
  assert.equal(await current.count(), 1);
  assert.match(await current.innerText(), /^Trace 2\b/);
});

test('measuring can be cancelled, keeps what is done, and goes on', async (t) => {
  const app = new Batch(await browser.page(t), browser.url);
  // The first worker stands still before its fourth file, so that there is time to cancel.
  await changeWorker(app, 'const parts = ', `
      if (index === '3' && globalThis.measuredOthers) {
        tell();
        await new Promise(() => {});
      }
      globalThis.measuredOthers = true;
      const parts = `);
  await app.openRoom();
  await app.choose(traces.files.slice(0, 20));
  await app.rowCount(3);
  assert.equal(await app.phase(), '3 of 20 measured.');
  assert.equal(await app.page.locator('progress').getAttribute('max'), '20');
  await app.press('cancel_batch');
  assert.equal(await app.phase(), 'Cancelled: 3 of 20 measured.');
  assert.equal((await app.rows()).length, 3);
  await app.press('go_on');
  await app.rowCount(20);
  assert.equal(await app.phase(), 'All 20 measured.');
});

test('a change of settings takes every row away and measures anew', async (t) => {
  const app = await batchPage(browser, t);
  await app.choose(traces.files.slice(0, 4));
  await app.rowCount(4);
  const before = (await app.saved('batch_json')).text;
  await app.set('window', '30');
  // Rows of other settings are gone before anything else is painted.
  assert.notEqual(await app.phase(), 'All 4 measured.');
  await app.rowCount(4);
  const after = JSON.parse((await app.saved('batch_json')).text);
  assert.equal(after.settings.window, 30);
  assert.notDeepEqual(after.traces[0].dominance, JSON.parse(before).traces[0].dominance);
  await app.set('window', 'thirty');
  await app.page.locator('.batch-table').waitFor({ state: 'detached' });
  assert.match(await app.phase(), /cannot be used/);
  await app.set('window', '40');
  await app.rowCount(4);
  assert.deepEqual(JSON.parse((await app.saved('batch_json')).text), JSON.parse(before));
});

test('the table is saved with names only when they are shown, and without formulas', async (t) => {
  const app = await batchPage(browser, t);
  const content = await readFile(traces.files[0]);
  const named = (name) => ({ name, mimeType: '', buffer: content });
  await app.choose([named('=cmd().ab1'), named('b,"c".ab1')]);
  await app.rowCount(2);
  const hidden = (await app.saved('batch_csv')).text;
  assert.ok(!hidden.includes('cmd') && !hidden.includes('file'), hidden);
  await app.page.locator('[name="names_shown"]').check();
  await app.rowCount(2);
  const shown = await app.saved('batch_csv');
  assert.equal(shown.name, 'trace-clonality.csv');
  const lines = shown.text.split('\r\n');
  assert.ok(lines[0].startsWith('trace,file,result,dominance,dominance_low,'), lines[0]);
  assert.ok(lines[1].startsWith('1,"\'=cmd().ab1",estimate,0.'), lines[1]);
  assert.ok(lines[2].startsWith('2,"b,""c"".ab1",estimate,0.'), lines[2]);
  // The same number as on screen.
  const dominance = Number(lines[1].split(',')[3]);
  assert.ok((await app.rows())[0].cells[4].startsWith(dominance.toFixed(2)));
});

test('it works after the page is locked and the network is gone', async (t) => {
  const app = await batchPage(browser, t, KEEPING);
  await app.page.context().setOffline(true);
  const refused = await app.page.evaluate(() => fetch('/').then(() => 'sent', (error) => error.name));
  assert.equal(refused, 'TypeError', 'the lock locks');
  await app.page.evaluate(() => {
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.violatedDirective));
  });
  const seen = await watch(app.page);
  const workers = [];
  app.page.on('worker', (worker) => workers.push(worker.url()));
  await app.choose(traces.files.slice(0, 60));
  await app.rowCount(60);
  assert.ok(workers.length > 0 && workers.every((url) => url.startsWith('blob:')), workers.join(' '));
  assert.deepEqual(await app.page.evaluate(() => globalThis.violations), []);
  assert.deepEqual(seen, { complaints: [], requests: [] });
  // Nor is anything stored but the app itself.
  const kept = await app.page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await caches.keys()).map((name) => name.split(' ')[0]).join(),
  ]);
  assert.deepEqual(kept, [0, 0, 0, 'shirube']);
});

for (const [what, plant] of Object.entries({
  'there are no workers': () => delete globalThis.Worker,
  'workers do not start': () => {
    const { Worker } = globalThis;
    globalThis.Worker = class extends Worker {
      constructor(address, options) {
        super(`${address}-gone`, options);
      }
    };
  },
})) {
  test(`where ${what}, the page measures by itself`, async (t) => {
    const app = new Batch(await browser.page(t), browser.url);
    await app.page.addInitScript(plant);
    await app.openRoom();
    await app.choose(traces.files.slice(0, 30));
    await app.rowCount(30);
    assert.equal(await app.phase(), 'All 30 measured.');
    assert.ok(!(await app.page.locator('#fault').isVisible()), 'no fault');
  });
}

test('when the program stops in the worker, every file has a row and the rest can be measured', async (t) => {
  const app = new Batch(await browser.page(t), browser.url);
  await changeWorker(app, 'const parts = ', `
      if (index === '2') throw new WebAssembly.RuntimeError('planted');
      const parts = `);
  await app.openRoom();
  await app.choose(traces.files.slice(0, 6));
  await app.rowCount(6);
  const rows = await app.rows();
  assert.match(await app.phase(), /^The program stopped at a file\./);
  assert.equal(rows[2].cells.at(-1), 'The program stopped at this file.');
  assert.deepEqual(rows.map((row) => row.result), ['estimate', 'estimate', 'failed', 'failed', 'failed', 'failed']);
  assert.equal(rows[5].cells.at(-1), 'Not reached before the program stopped.');
  await app.press('go_on');
  await app.page.waitForFunction(() => /^All 6/.test(document.querySelector('.batch-phase').textContent));
  await app.rowCount(6);
  assert.deepEqual((await app.rows()).map((row) => row.result)[5], 'estimate');
  assert.ok(!(await app.page.locator('#fault').isVisible()), 'the page itself is sound');
});

test('files and rows survive another screen and another language', async (t) => {
  const app = await batchPage(browser, t);
  await app.choose(traces.files.slice(0, 3));
  await app.rowCount(3);
  await app.go('#/about');
  await app.go('#/trace');
  await app.rowCount(3);
  await app.set('language', 'ja');
  await app.rowCount(3);
  assert.equal(await app.phase(), '3件すべてを測定しました。');
  assert.match((await app.rows())[0].cells[0], /^波形1$/);
});

test('files over the room are seen to be taken', async (t) => {
  const app = await batchPage(browser, t);
  const client = await app.page.context().newCDPSession(app.page);
  const at = { x: 300, y: 300, data: { items: [], files: [traces.files[0]], dragOperationsMask: 1 } };
  await client.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
  await client.send('Input.dispatchDragEvent', { type: 'dragOver', ...at });
  await app.page.locator('.drop-zone.is-over').waitFor();
  // Out of the window: there is nothing that the pointer has gone to.
  await app.page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([''], 'trace.ab1'));
    document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true, dataTransfer }));
  });
  await app.page.locator('.drop-zone:not(.is-over)').waitFor();
});

for (const [language, locale] of Object.entries(LOCALES)) {
  for (const colorScheme of ['light', 'dark']) {
    test(`nothing that a machine can check is wrong: ${language}, ${colorScheme}`, async (t) => {
      const app = await batchPage(browser, t, { locale, colorScheme });
      await app.choose([...traces.files.slice(0, 3), join(await mixedFolder(t), 'notes.txt')]);
      await app.rowCount(4);
      await app.page.locator('[name="names_shown"]').check();
      await app.rowCount(4);
      await app.page.evaluate(axe.source);
      const found = await app.page.evaluate(() =>
        globalThis.axe.run('.intake, .batch', {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          resultTypes: ['violations'],
        }),
      );
      const broken = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
      assert.deepEqual(broken, []);
    });
  }
  test(`nothing reaches over the edge of a narrow screen: ${language}`, async (t) => {
    const app = await batchPage(browser, t, { locale, viewport: { width: 320, height: 640 } });
    await app.choose(traces.files.slice(0, 3));
    await app.rowCount(3);
    const outside = await app.page.evaluate(() => {
      const { clientWidth } = document.documentElement;
      const reaching = [...document.querySelectorAll('.intake *, .batch *')].filter(
        (element) =>
          !element.closest('.table-scroll, .visually-hidden') &&
          element.checkVisibility() &&
          element.getBoundingClientRect().right > clientWidth + 1,
      );
      return reaching.map((element) => element.className);
    });
    assert.deepEqual(outside, []);
  });
}
