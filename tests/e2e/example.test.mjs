// The made-up example, and starting afresh.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { session } from './pages/session.mjs';

const browser = session();
const MARK = 'This is a made-up example. These are not the values of a real person.';
const NAMES = ['condition', 'cv', 'cv_method', 'sil2r', 'sil2r_unit', 'kit'];

async function values(app) {
  return Promise.all(NAMES.map((name) => app.value(name)));
}

test('the example fills everything in and is marked as made up', async (t) => {
  const app = await browser.assess(t);
  await app.press('example');
  assert.deepEqual(await values(app), ['smoldering_atl', '0.61', 'raising_clova', '1,240', 'U/mL', 'cleia']);
  assert.ok(await app.page.getByText(MARK).isVisible());
  const expected = { status: 'determined', possible: 'R4', group: 'high', nearby: '' };
  assert.deepEqual(await app.output('cv_sil2r'), expected);
  // Looking at it does not change it.
  await app.set('months', '24');
  await app.set('show', 'words');
  await app.control('cv').focus();
  await app.control('cv').blur();
  await app.set('language', 'ja');
  assert.ok(await app.page.locator('.example-mark').isVisible());
});

test('the mark goes with the first change, whatever is changed', async (t) => {
  const app = await browser.assess(t);
  const changes = { condition: 'carrier', cv: '0.62', cv_method: 'unknown', sil2r: '1,241', sil2r_unit: 'pg/mL', kit: 'eia' };
  for (const [name, value] of Object.entries(changes)) {
    await app.press('example');
    assert.equal(await app.page.locator('.example-mark').count(), 1);
    await app.set(name, value);
    assert.equal(await app.page.locator('.example-mark').count(), 0, name);
  }
});

test('clear empties everything, the time included', async (t) => {
  const app = await browser.assess(t);
  await app.press('example');
  await app.set('months', '40');
  await app.set('sil2r_unit', 'pg/mL');
  await app.press('clear');
  assert.deepEqual(await values(app), [null, '', null, '', 'U/mL', null]);
  const empty = { status: 'empty', possible: '', group: '', nearby: '' };
  assert.deepEqual(await app.output('cv_sil2r'), empty);
  assert.deepEqual(await app.output('cv_class'), empty);
  assert.deepEqual(await app.sections(), []);
  assert.equal(await app.error('sil2r'), '');
  assert.equal(await app.page.locator('.example-mark').count(), 0);
  await app.press('example');
  assert.equal(await app.value('months'), '12');
});
