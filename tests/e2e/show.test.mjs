// How much is shown, chosen before the screen is turned to a patient.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { CASES } from './pages/cases.mjs';
import { session } from './pages/session.mjs';

const browser = session();

// For each level: sections with a curve (R2, R4), without (R3), and for R1; and whether numbers are said.
const LEVELS = {
  words: { R4: [], R3: [], R1: [], undetermined: [], numbers: false },
  icons: { R4: ['people'], R3: [], R1: [], undetermined: [], numbers: false },
  numbers: {
    R4: ['people', 'regions'],
    R3: ['regions'],
    R1: ['none-seen', 'regions'],
    undetermined: ['regions'],
    numbers: true,
  },
  everything: {
    R4: ['plane', 'curve', 'people', 'regions', 'why'],
    R3: ['plane', 'regions', 'why'],
    R1: ['plane', 'none-seen', 'regions', 'why'],
    undetermined: ['plane', 'regions', 'why'],
    numbers: true,
  },
};

test('each level shows its parts and hides the others', async (t) => {
  const app = await browser.assess(t);
  for (const name of ['R4', 'R3', 'R1', 'undetermined']) {
    await app.enter(CASES[name]);
    for (const [level, shown] of Object.entries(LEVELS)) {
      await app.set('show', level);
      assert.deepEqual(await app.sections(), shown[name], `${name}, ${level}`);
      const said = await app.page.locator('.number').count();
      assert.equal(said > 0, shown.numbers, `${name}, ${level}: sentences with numbers`);
      // Wherever people are counted, the condition of the count stands beside them.
      const counted = await app.page.locator('#people').count();
      assert.equal(await app.page.locator('.reading').count(), counted, `${name}, ${level}: the condition`);
      if (name === 'R1') assert.match(await app.page.locator('output .sentence').innerText(), /does not mean zero/);
      assert.ok(await app.page.locator('output .standing').isVisible(), 'the standing line is always there');
    }
  }
});

test('R2 has the same parts as R4; neither R1 nor R3 ever shows a picture of people', async (t) => {
  const app = await browser.assess(t);
  await app.enter(CASES.R2);
  assert.deepEqual(await app.sections(), LEVELS.everything.R4);
  assert.equal(await app.page.locator('.person').count(), 100);
  for (const name of ['R1', 'R3', 'undetermined', 'withheld', 'carrier', 'invalid']) {
    await app.enter(CASES[name]);
    assert.equal(await app.page.locator('.person, #curve').count(), 0, name);
  }
});

test('the level stays while the values change', async (t) => {
  const app = await browser.assess(t);
  await app.enter(CASES.R4);
  await app.set('show', 'icons');
  await app.set('cv', '0.7');
  assert.deepEqual(await app.sections(), ['people']);
  assert.equal(await app.value('show'), 'icons');
});

test('a caution is told at every level', async (t) => {
  const app = await browser.assess(t);
  // Another kit would put this value into R4.
  await app.enter({ ...CASES.R4, sil2r: '980' });
  for (const level of ['words', 'icons', 'numbers', 'everything']) {
    await app.set('show', level);
    assert.match(await app.page.locator('.note.caution').innerText(), /R4/, level);
  }
});
