// On paper: the entries, the whole answer, the standing line; no controls; light, also from a dark screen.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { CASES } from './pages/cases.mjs';
import { session } from './pages/session.mjs';

const browser = session();

/** Share of light pixels among the painted ones, for each chart. Runs in the page. */
function lightness() {
  return [...document.querySelectorAll('canvas')].map((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let painted = 0;
    let light = 0;
    for (let index = 0; index < data.length; index += 4) {
      if (data[index + 3] < 128) continue;
      painted += 1;
      if (data[index] + data[index + 1] + data[index + 2] > 3 * 160) light += 1;
    }
    return painted === 0 ? 0 : light / painted;
  });
}

test('the answer is whole, the controls are gone', async (t) => {
  const app = await browser.assess(t);
  await app.press('example');
  await app.page.emulateMedia({ media: 'print' });
  assert.deepEqual(await app.sections(), ['plane', 'curve', 'people', 'regions', 'why']);
  const { page } = app;
  const isVisible = (selector) => page.locator(selector).first().isVisible();
  for (const selector of ['.example-mark', 'output .standing', '.standing-line', '.badge', '#people .reading']) {
    assert.ok(await isVisible(selector), `${selector} is printed`);
  }
  for (const selector of [
    'button[name="example"]',
    'button[name="clear"]',
    '.language-switch',
    '.site-nav',
    '.show-control',
    '.one-line',
    '[name="months"]',
    '.chart-data',
    '[name="condition"][value="carrier"]',
  ]) {
    assert.ok(!(await isVisible(selector)), `${selector} is not printed`);
  }
  const text = await page.locator('main').innerText();
  for (const part of ['R4', '25.0 months', '28 or 38', 'Smoldering ATL', 'RAISING-CLOVA', 'made-up example']) {
    assert.ok(text.includes(part), `"${part}" is printed`);
  }
  assert.doesNotMatch(text, /Lymphoma-type/, 'a choice that was not made is not printed');
});

test('own values are printed without the mark of the example', async (t) => {
  const app = await browser.assess(t);
  await app.enter(CASES.R4);
  await app.page.emulateMedia({ media: 'print' });
  assert.equal(await app.page.locator('.example-mark').count(), 0);
  assert.ok(await app.page.locator('output .standing').isVisible());
});

test('a dark screen prints light, and is dark again afterwards', async (t) => {
  const app = await browser.assess(t, { colorScheme: 'dark' });
  const { page } = app;
  await app.enter(CASES.R4);
  const isDark = `(() => {
    const shares = (${lightness})();
    return shares.length === 2 && shares.every((share) => share > 0 && share < 0.3);
  })()`;
  await page.waitForFunction(isDark);
  // What the figures look like at the very moment of printing: this listener runs after the app's own.
  await page.evaluate(`addEventListener('beforeprint', () => { globalThis.printed = {
    shares: (${lightness})(),
    page: getComputedStyle(document.documentElement).getPropertyValue('--page').trim(),
  }; })`);
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  const printed = await page.evaluate(() => globalThis.printed);
  assert.equal(printed.shares.length, 2);
  for (const share of printed.shares) assert.ok(share > 0.7, `figures are light on paper: ${share}`);
  assert.equal(printed.page, '#f5f6f3');
  await page.waitForFunction(() => !document.documentElement.classList.contains('printing'));
  await page.waitForFunction(isDark);
});

test('text is dark on a light ground on every screen when printed from a dark one', async (t) => {
  const app = await browser.app(t, { colorScheme: 'dark' });
  await app.open();
  for (const route of ['#/', '#/about', '#/assess']) {
    await app.go(route);
    await app.page.emulateMedia({ media: 'print' });
    const [ink, ground] = await app.page.evaluate(() =>
      [getComputedStyle(document.querySelector('h1')).color, getComputedStyle(document.body).backgroundColor]
        .map((color) => color.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3),
    );
    assert.ok(ink < 90 && ground > 200, `${route}: ink ${ink}, ground ${ground}`);
    await app.page.emulateMedia({ media: 'screen' });
  }
});
