// What cannot be read is refused with a reason, stays as typed, and leaves no old result standing.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { session } from './pages/session.mjs';

const browser = session();
const MEASURED = { condition: 'smoldering_atl', cv_method: 'raising_clova', kit: 'cleia' };
const GOOD = { ...MEASURED, cv: '0.61', sil2r: '1,240' };
const INVALID = { status: 'invalid', possible: '', group: '', nearby: '' };

const PERCENT = /looks like a percentage.*0\.61/;
const COMMA = /comma cannot be the decimal sign/;
const NOT_A_NUMBER = /cannot be read as a number/;
const REFUSED = [
  ['cv', '61', PERCENT],
  ['cv', '61%', PERCENT],
  ['cv', '６１％', PERCENT],
  ['cv', '1.01', /0 to 1/],
  ['cv', '0,61', COMMA],
  ['cv', '０，６１', COMMA],
  ['cv', '1,000', COMMA],
  ['cv', '-0.1', /from 0 to 1/],
  ['cv', '101', /from 0 to 1/],
  ['cv', 'high', NOT_A_NUMBER],
  ['cv', '0.6.1', NOT_A_NUMBER],
  ['sil2r', '1,24', COMMA],
  ['sil2r', '12,40', COMMA],
  ['sil2r', '1,2400', COMMA],
  ['sil2r', '0,610', COMMA],
  ['sil2r', '1,240,5', COMMA],
  ['sil2r', '50%', /Percent cannot be used/],
  ['sil2r', '0', /above 0/],
  ['sil2r', '-5', /above 0/],
  ['sil2r', '1,000,000.1', /1,000,000 U\/mL are not accepted/],
  ['sil2r', '1e3', NOT_A_NUMBER],
  ['sil2r', '<500', NOT_A_NUMBER],
];

/** No trace of the answer to GOOD is left. */
async function assertNoOldResult(app, why) {
  assert.deepEqual(await app.output('cv_sil2r'), INVALID, why);
  assert.deepEqual(await app.sections(), [], why);
  const shown = `${await app.resultsText()} ${await app.oneLine()}`;
  assert.doesNotMatch(shown, /R[1-4]\b|high risk|25\.0|28 or 38/, why);
  assert.match(shown, /No answer is shown because an entry needs correcting\.|Please confirm the unit/, why);
}

test('each refused text: reason, text kept, result gone, and back again', async (t) => {
  const app = await browser.assess(t);
  await app.enter(GOOD);
  for (const [name, text, reason] of REFUSED) {
    const why = `${name} "${text}"`;
    await app.set(name, text);
    assert.match(await app.error(name), reason, why);
    await assertNoOldResult(app, why);
    const field = app.control(name);
    await field.blur();
    assert.equal(await field.inputValue(), text, `${why} stays as typed`);
    assert.equal(await field.getAttribute('aria-invalid'), 'true', why);
    assert.equal(await field.getAttribute('aria-describedby'), `${name}-error`, why);
    await app.set(name, GOOD[name]);
    assert.equal((await app.output('cv_sil2r')).possible, 'R4', `after ${why}`);
    assert.equal(await app.error(name), '', `after ${why}`);
    assert.notEqual(await field.getAttribute('aria-invalid'), 'true', `after ${why}`);
  }
});

for (const unit of ['pg/mL', 'ng/mL']) {
  test(`${unit} is refused with the reason`, async (t) => {
    const app = await browser.assess(t);
    await app.enter(GOOD);
    await app.set('sil2r_unit', unit);
    await assertNoOldResult(app, unit);
    const error = await app.error('sil2r');
    assert.match(error, new RegExp(`Values in ${unit} cannot be used`));
    assert.match(error, /no fixed factor to U\/mL exists/s);
    assert.equal(await app.value('sil2r'), '1,240');
    await app.set('sil2r_unit', 'U/mL');
    assert.equal((await app.output('cv_sil2r')).possible, 'R4');
  });
}

test('a rare value is asked about before any result', async (t) => {
  const app = await browser.assess(t);
  for (const [rare, region] of [['49.9', 'R2'], ['200,000.1', 'R4'], ['1,000,000', 'R4']]) {
    await app.enter({ ...MEASURED, cv: '0.61', sil2r: rare });
    await assertNoOldResult(app, rare);
    assert.match(await app.error('sil2r'), /outside 50–200,000 U\/mL\. Is the unit really U\/mL\?/, rare);
    await app.press('confirm_unit');
    const output = await app.output('cv_sil2r');
    assert.deepEqual([output.status, output.possible], ['determined', region], rare);
    assert.match(await app.resultsText(), /lies outside 50–200,000 U\/mL\. Please check/, rare);
    assert.equal(await app.page.locator('button[name="confirm_unit"]').count(), 0, rare);
  }
  // The answer was for that value only.
  await app.set('sil2r', '20');
  await assertNoOldResult(app, 'another rare value');
  await app.page.locator('button[name="confirm_unit"]').waitFor();
});

test('the ends of the usual range are taken without asking', async (t) => {
  const app = await browser.assess(t);
  for (const [usual, region] of [['50', 'R2'], ['200000', 'R4']]) {
    await app.enter({ ...MEASURED, cv: '0.61', sil2r: usual });
    assert.equal((await app.output('cv_sil2r')).possible, region, usual);
    assert.equal(await app.error('sil2r'), '', usual);
  }
});

test('full-width input is read, and echoed in its normal form on leaving the field', async (t) => {
  const app = await browser.assess(t, { locale: 'ja-JP' });
  await app.enter(MEASURED);
  const rows = [
    ['cv', '０．６１', '0.61'],
    ['cv', '　０．６１　', '0.61'],
    ['cv', '.5', '0.5'],
    ['sil2r', '１，２４０', '1,240'],
    ['sil2r', '　１２４０', '1,240'],
    ['sil2r', '12345.60', '12,345.6'],
  ];
  for (const [name, typed, normal] of rows) {
    const field = app.control(name);
    await app.type(field, 'text', typed);
    assert.equal(await field.inputValue(), typed, 'not touched while typing');
    await field.blur();
    assert.equal(await field.inputValue(), normal);
    assert.equal(await app.error(name), '');
  }
  assert.equal((await app.output('cv_sil2r')).possible, 'R4');
});

test('an invalid sIL-2R does not take away the class of a carrier', async (t) => {
  const app = await browser.assess(t);
  for (const condition of ['carrier', 'ham_tsp']) {
    for (const sil2r of [{ sil2r: 'x' }, { sil2r: '1,240', sil2r_unit: 'pg/mL' }, { sil2r: '12' }]) {
      await app.enter({ condition, cv: '0.31', cv_method: 'raising_clova', ...sil2r });
      const output = await app.output('cv_class');
      assert.deepEqual([output.status, output.possible], ['determined', 'intermediate']);
      assert.notEqual(await app.error('sil2r'), '', 'the entry is still refused');
    }
    await app.set('cv', '61');
    assert.deepEqual(await app.output('cv_class'), INVALID, 'the rule reads Cv');
    assert.doesNotMatch(await app.resultsText(), /intermediate clonality/);
  }
});

test('one wrong entry is enough to remove an answer that reads both', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ ...MEASURED, cv: '0.61', sil2r: 'x' });
  await assertNoOldResult(app, 'sIL-2R wrong');
  await app.enter({ ...MEASURED, cv: 'x' });
  await assertNoOldResult(app, 'Cv wrong, sIL-2R missing');
});
