// More than anybody enters on purpose: a clear refusal or progress, and a page that goes on.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { batchPage } from './pages/batch.mjs';
import { session } from './pages/session.mjs';

const browser = session();
const TEN_MEGABYTES = 10 * 1024 * 1024;
const TWO_GIGABYTES = 2 * 1024 ** 3;
const MANY = 10_000;

async function folder(t) {
  const path = await mkdtemp(join(tmpdir(), 'shirube-large-'));
  t.after(() => rm(path, { recursive: true }));
  return path;
}

/** A file that is as long as said and takes no place on the disk. */
async function hollowFile(t, name, length) {
  const path = join(await folder(t), name);
  const file = await open(path, 'w');
  await file.truncate(length);
  await file.close();
  return path;
}

/** The page still answers: no fault, and the calculator calculates. */
async function isAlive(app) {
  assert.ok(await app.page.locator('#fault').isHidden(), 'no program stopped');
  await app.go('#/assess');
  if ((await app.control('cv').count()) === 0) await app.confirm();
  await app.enter({ condition: 'smoldering_atl', cv_method: 'raising_clova', kit: 'cleia', cv: '0.31', sil2r: '400' });
  assert.equal((await app.output('cv_sil2r')).possible, 'R1');
}

/** Puts a text into a field as pasting does: at once. */
function paste(app, selector, text) {
  return app.page.locator(selector).evaluate((field, pasted) => {
    field.value = pasted;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, text);
}

test('10 MB pasted into a number is refused in words', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'smoldering_atl', cv_method: 'raising_clova' });
  for (const pasted of ['9'.repeat(TEN_MEGABYTES), '0.'.padEnd(TEN_MEGABYTES, '3x'), ' '.repeat(TEN_MEGABYTES)]) {
    await paste(app, '#cv', pasted);
    const { status } = await app.output('cv_sil2r');
    assert.equal(status, pasted.trim() ? 'invalid' : 'empty');
  }
  await isAlive(app);
});

test('10 MB pasted into the finder of trials are searched for in time', async (t) => {
  const app = await browser.app(t);
  await app.open('#/trials');
  await paste(app, '[name="trial_search"]', 'ATL xq '.repeat(TEN_MEGABYTES / 7));
  await isAlive(app);
});

test('10 MB pasted as integration sites are read or refused', async (t) => {
  const app = await browser.app(t);
  await app.open('#/sites');
  const rows = Array.from({ length: TEN_MEGABYTES / 16 }, (_, row) => `chr1:${10_000 + row}\t${1 + (row % 9)}`);
  await paste(app, '#laboratory textarea', rows.join('\n'));
  const isRead = (count) => document.querySelector('#laboratory').innerText.includes(`Of ${count} sites`);
  await app.page.waitForFunction(isRead, rows.length.toLocaleString('en'));
  assert.match(await app.page.evaluate(() => document.activeElement.innerText), /too long to be shown/);
  await isAlive(app);
});

for (const [route, onto, name] of [
  ['#/trace', '#laboratory h1', 'huge.ab1'],
  ['#/sites', '#first_heading', 'huge.csv'],
  ['#/trials', '#portal .drop-zone', 'huge.json'],
]) {
  test(`a dropped file of 2 GB is refused in words: ${route}`, async (t) => {
    const path = await hollowFile(t, name, TWO_GIGABYTES);
    const app = await browser.app(t);
    await app.open(route);
    await app.drop([path], onto);
    await app.page.locator('main').getByText(/larger than|too large|up to \d+ ?M/i).first().waitFor();
    await isAlive(app);
  });
}

test('of 10,000 files as many as fit are read, and the others are told of', async (t) => {
  const path = await folder(t);
  const many = join(path, 'many');
  await mkdir(many);
  const names = Array.from({ length: MANY }, (_, index) => join(many, `${index}.ab1`));
  for (let start = 0; start < MANY; start += 500) {
    await Promise.all(names.slice(start, start + 500).map((name) => writeFile(name, 'no trace')));
  }
  const app = await batchPage(browser, t);
  await app.drop([many]);
  await app.page.waitForFunction(() => /Left out: 5,?000/.test(document.querySelector('#laboratory').innerText), null, {
    timeout: 120_000,
  });
  await isAlive(app);
});
