// Trace clonality beside a reported Cv: pairs pasted, compared, never converted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe from 'axe-core';
import { batchPage } from './pages/batch.mjs';
import { LOCALES, session } from './pages/session.mjs';

const browser = session();

/** Twelve pairs on the line y = 0.1 + 0.5 x, each with the same small error up and down. */
const PAIRS = Array.from({ length: 12 }, (_, step) => {
  const x = (step + 1) / 16;
  return [x, 0.1 + 0.5 * x + (step % 2 ? 1 : -1) / 256];
});
const TEXT = PAIRS.map((pair) => pair.join('\t')).join('\n');

const section = (app) => app.page.locator('.comparison');

async function enter(app, text) {
  await app.set('pairs', text);
  await app.page.locator('#pairs-read').waitFor();
}

test('pasted pairs give line, limits, two figures and a table to save', async (t) => {
  const app = await batchPage(browser, t);
  await enter(app, TEXT);
  assert.equal(await app.page.locator('#pairs-read').innerText(), 'Pairs read: 12.');
  const line = await app.page.locator('#line-fit').innerText();
  assert.match(line, /The slope is 0\.5\d\d \(0\.\d{3} to 0\.5\d\d\)\. One lies outside the interval/);
  assert.match(line, /The intercept is 0\.(09\d|10\d) .* Zero lies outside the interval/);
  const bias = PAIRS.reduce((sum, [x, y]) => sum + (y - x) / PAIRS.length, 0);
  const agreement = await app.page.locator('#agreement').innerText();
  assert.ok(agreement.includes(`The mean difference is ${bias.toFixed(3)} (`), agreement);
  assert.match(agreement, /changes with the size of the value/);
  assert.equal(await section(app).locator('canvas').count(), 2);
  const { name, text } = await app.saved('comparison_csv');
  assert.equal(name, 'method-comparison.csv');
  const lines = text.trim().split('\r\n').map((row) => row.split(','));
  assert.ok(lines.some(([item, value]) => item === 'bland_altman_bias' && Math.abs(value - bias) < 1e-12));
  assert.deepEqual(
    lines.filter(([item]) => item === 'pair').map((row) => row.slice(4).map(Number)),
    PAIRS,
  );
});

test('bad lines are named, the rest goes on, and typed text is never lost', async (t) => {
  const app = await batchPage(browser, t);
  const text = `${TEXT}\nonly one\n0.3\tlost`;
  await enter(app, text);
  const left = await app.page.locator('#pairs-left-out').innerText();
  assert.match(left, /Lines left out: 2\./);
  assert.match(left, /Line 14: “lost” is not a number\./);
  assert.equal(await app.page.locator('#pairs-read').innerText(), 'Pairs read: 12.');
  await app.go('#/about');
  await app.go('#/trace');
  assert.equal(await app.value('pairs'), text);
  await app.set('language', 'ja');
  assert.equal(await app.value('pairs'), text);
  await app.page.getByText('14行目：「lost」は数ではありません。').waitFor();
});

test('with few pairs there is a reason and no number', async (t) => {
  const app = await batchPage(browser, t);
  await enter(app, '0.1 0.2\n0.3 0.4');
  assert.match(await app.page.locator('#line-fit').innerText(), /At least 10 pairs are needed, and there are 2\./);
  assert.equal(await section(app).locator('canvas').count(), 0);
  assert.equal(await app.page.locator('[name="comparison_csv"]').count(), 0);
});

test('a change takes the old result away at once', async (t) => {
  const app = await batchPage(browser, t);
  await enter(app, TEXT);
  const shown = await app.page.evaluate(async () => {
    const field = document.querySelector('[name="pairs"]');
    field.value = '0.1 0.2';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    return document.querySelector('.comparison canvas') !== null;
  });
  assert.equal(shown, false);
});

for (const [language, locale] of Object.entries(LOCALES)) {
  test(`the example is said to be made up, and nothing is broken: ${language}`, async (t) => {
    const app = await batchPage(browser, t, { locale });
    assert.equal(await app.page.locator('#pairs-made-up').count(), 0);
    await app.press('pairs_example');
    await app.page.locator('#pairs-made-up').waitFor();
    await app.page.locator('#agreement').waitFor();
    // No value is converted: beyond the pairs there are only differences, slope, intercept and limits.
    const headings = await section(app).locator('.chart-data th[scope="col"]').allTextContents();
    assert.equal(headings.length, 6);
    await app.page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
    await app.page.evaluate(axe.source);
    const found = await app.page.evaluate(() =>
      globalThis.axe.run('.comparison', {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        resultTypes: ['violations'],
      }),
    );
    assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), []);
    await app.page.locator('[name="pairs"]').press('End');
    await app.page.keyboard.type('\n0.5 0.5');
    await app.page.locator('#pairs-made-up').waitFor({ state: 'detached' });
  });

  test(`nothing reaches over the edge of a narrow screen: ${language}`, async (t) => {
    const app = await batchPage(browser, t, { locale, viewport: { width: 320, height: 640 } });
    await app.press('pairs_example');
    await app.page.locator('#agreement').waitFor();
    const outside = await app.page.evaluate(() => {
      const { clientWidth } = document.documentElement;
      const reaching = [...document.querySelectorAll('.comparison *')].filter(
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
