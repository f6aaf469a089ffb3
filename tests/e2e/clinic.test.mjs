// More data, and what the other published rules say of it.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { CASES, CLINIC_CASES } from './pages/cases.mjs';
import { LOCALES, session } from './pages/session.mjs';

const browser = session();

/** Enters a case of the second program: its first values, then the rest with everything opened. */
async function enter(app, { first, more }) {
  await app.enter(first);
  await app.openClinic();
  for (const [name, value] of Object.entries(more)) await app.set(name, value);
}

test('two values stay the default', async (t) => {
  const app = await browser.assess(t);
  await app.enter(CASES.R4);
  assert.equal(await app.page.locator('#more-entries input, #more-entries select').count(), 0);
  assert.equal(await app.page.locator('#clinic-results output').count(), 0);
});

test('values and organs give the subtype, and a chosen subtype that does not fit is told', async (t) => {
  const app = await browser.assess(t);
  await enter(app, CLINIC_CASES.chronicValues);
  const rule = await app.rule('shimoyama');
  assert.deepEqual([rule.status, rule.possible], ['determined', 'chronic']);
  const conflict = app.page.locator('#subtype-conflict');
  assert.match(await conflict.innerText(), /chronic type.*smoldering type/s);
  await app.set('condition', 'chronic_atl');
  assert.equal(await conflict.count(), 0);
  assert.equal((await app.rule('shimoyama')).possible, 'chronic', 'the choice does not decide');
});

test('what is missing is named, and a value that cannot be read removes the answers that read it', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'chronic_atl', sil2r: '3000' });
  await app.openClinic();
  await app.set('ldh', '210');
  await app.set('albumin', '4.2');
  const kind = await app.rule('chronic_unfavorable');
  assert.equal(kind.settledBy, 'labs.ldh.upper_limit labs.albumin.lower_limit labs.bun');
  assert.equal((await app.rule('iatl_pi_2025')).status, 'withheld');
  await app.set('ldh_upper_limit', '222');
  await app.set('albumin_lower_limit', '4.1');
  await app.set('bun', '14');
  await app.set('bun_upper_limit', '20');
  assert.equal((await app.rule('chronic_unfavorable')).possible, 'favorable');
  assert.equal((await app.rule('iatl_pi_2025')).possible, 'high_intermediate');
  await app.set('bun', '1o');
  assert.equal((await app.rule('chronic_unfavorable')).status, 'invalid');
  assert.equal((await app.rule('iatl_pi_2025')).status, 'invalid');
  assert.equal((await app.rule('iatl_pi_2017')).possible, 'intermediate');
  assert.ok((await app.error('bun')).length > 0);
  assert.equal(await app.value('bun'), '1o', 'what was typed stays');
});

test('survival is shown only after it was asked for, and hidden again for the next person', async (t) => {
  const app = await browser.assess(t);
  await app.enter(CASES.R4);
  await app.press('compare');
  assert.equal(await app.rule('iatl_pi_2017'), null);
  assert.doesNotMatch(await app.resultsText(), /Median survival/);
  await app.press('show_survival');
  const index = await app.rule('iatl_pi_2017');
  assert.equal(index.possible, 'intermediate');
  assert.ok(Math.abs(Number(index.number) - 1.51 * Math.log10(1240)) < 1e-12, index.number);
  assert.match(await app.page.locator('#differences').innerText(), /3,000/);
  await app.press('clear');
  await app.set('condition', 'smoldering_atl');
  assert.equal(await app.rule('iatl_pi_2017'), null);
});

test('the indices disagree at their cut-offs, and the screen marks where', async (t) => {
  const app = await browser.assess(t);
  const marked = () => app.page.locator('#differences .is-here').allInnerTexts();
  for (const [sil2r, of2017, of2025, where] of [
    ['1000', 'low', 'low_intermediate', /exactly 1,000/],
    ['2999', 'intermediate', 'low_intermediate', /3,000/],
    ['6000', 'intermediate', 'high', /exactly 6,000/],
  ]) {
    await app.enter({ condition: 'smoldering_atl', sil2r });
    await app.openClinic();
    assert.equal((await app.rule('iatl_pi_2017')).possible, of2017);
    assert.equal((await app.rule('iatl_pi_2025')).possible, of2025);
    const texts = await marked();
    assert.equal(texts.length, 1);
    assert.match(texts[0], where);
  }
});

test('acute type: the score is a span until all is known', async (t) => {
  const app = await browser.assess(t);
  await enter(app, CLINIC_CASES.acute);
  const before = await app.rule('atl_pi');
  assert.deepEqual([before.possible, before.number], ['intermediate high', '3 6']);
  assert.equal(before.settledBy, 'ann_arbor_stage', 'albumin alone changes no group');
  await app.set('ann_arbor_stage', 'IV');
  const after = await app.rule('atl_pi');
  assert.deepEqual([after.possible, after.number, after.settledBy], ['high', '5 6', '']);
});

for (const [language, locale] of Object.entries(LOCALES)) {
  test(`the motor score is described, its course shown on request: ${language}`, async (t) => {
    const app = await browser.assess(t, { locale });
    await app.enter({ condition: 'ham_tsp' });
    await app.press('more');
    assert.equal(await app.control('omds').count(), 15, 'the grades, and none');
    await app.set('omds', '5');
    assert.equal((await app.rule('omds')).number, '5');
    assert.equal(await app.page.locator('#course').count(), 0);
    await app.press('show_course');
    const text = await app.page.locator('#course').textContent();
    for (const number of ['12.5', '18', '0.20', '0.14', '0.25', '383']) assert.ok(text.includes(number), number);
  });
}

test('a carrier meets the proviral load, and none seen is not zero', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'carrier' });
  await app.openClinic();
  await app.set('pvl', '399');
  await app.set('pvl_unit', 'copies/10^4 PBMC');
  assert.equal((await app.rule('pvl_carrier')).possible, 'below_4');
  assert.match(await app.resultsText(), /does not mean zero/);
  await app.set('pvl', '400');
  assert.equal((await app.rule('pvl_carrier')).possible, 'at_least_4');
});

test('what was entered survives a change of language, and clear empties it', async (t) => {
  const app = await browser.assess(t);
  await enter(app, CLINIC_CASES.chronicValues);
  await app.set('language', 'ja');
  assert.equal(await app.value('lymphocytes'), '8,000');
  assert.equal((await app.rule('shimoyama')).possible, 'chronic');
  await app.press('clear');
  await app.set('condition', 'smoldering_atl');
  assert.equal(await app.rule('shimoyama'), null, 'closed again');
  await app.openClinic();
  assert.equal(await app.value('lymphocytes'), '');
  assert.equal((await app.rule('shimoyama')).status, 'empty');
});

test('with values of one\u2019s own the example is the example no more', async (t) => {
  const app = await browser.assess(t);
  await app.press('example');
  assert.equal(await app.page.locator('.example-mark').count(), 1);
  await app.press('more');
  await app.set('ldh', '210');
  assert.equal(await app.page.locator('.example-mark').count(), 0);
});

test('what is turned to a patient shows no other rules', async (t) => {
  const app = await browser.assess(t);
  await app.enter(CASES.R4);
  await app.openClinic();
  for (const level of ['words', 'icons', 'numbers']) {
    await app.set('show', level);
    assert.ok(!(await app.page.locator('.other-rules').isVisible()), level);
  }
  await app.set('show', 'everything');
  assert.ok(await app.page.locator('.other-rules').isVisible());
});

test('a level chosen for one answer holds nothing back where there is none to choose from', async (t) => {
  const app = await browser.assess(t);
  await app.enter(CASES.R4);
  await app.set('show', 'words');
  await app.set('condition', 'acute_atl');
  assert.ok(await app.page.locator('.other-rules').isVisible());
  assert.equal((await app.rule('shimoyama')).status, 'empty', 'opened by itself: there is no other answer');
});

test('survival is asked for again for another situation', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'smoldering_atl', sil2r: '1240' });
  await app.openClinic();
  assert.notEqual(await app.rule('iatl_pi_2017'), null);
  await app.set('condition', 'acute_atl');
  assert.equal(await app.rule('atl_pi'), null);
});

test('a rare value is taken, and doubted beside its field', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'unknown' });
  await app.openClinic();
  await app.set('lymphocytes', '8');
  assert.match(await app.error('lymphocytes'), /rare.*\/µL/);
  assert.equal(await app.control('lymphocytes').getAttribute('aria-invalid'), 'false');
  await app.set('lymphocytes_unit', '10^9/L');
  assert.equal(await app.error('lymphocytes'), '');
});

test('favorable chronic ATL is held against the values that define it', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'favorable_chronic_atl', sil2r: '4000' });
  await app.openClinic();
  await app.set('ldh', '400');
  await app.set('ldh_upper_limit', '222');
  assert.match(await app.page.locator('#subtype-conflict').innerText(), /unfavorable chronic ATL.*favorable chronic ATL/s);
});
