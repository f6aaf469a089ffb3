// The page says what it is before and without the app.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { session } from './pages/session.mjs';

const browser = session();
const SAID = [
  'しるべ',
  'Shirube',
  '発表された研究が何を言っているかを示す道具です',
  'A tool that shows what published studies say about HTLV-1 disease.',
  '医療機器として未承認・未認証です。',
  'Not approved or certified as a medical device.',
];

test('without scripting it is complete and says what to do', async (t) => {
  const app = await browser.app(t, { javaScriptEnabled: false });
  await app.page.goto(app.url);
  const text = await app.page.locator('body').innerText();
  for (const part of [...SAID, '計算にはJavaScriptが必要です。', 'The calculation needs JavaScript.']) {
    assert.ok(text.includes(part), `"${part}" is said`);
  }
  assert.ok(!(await app.page.locator('#fault').isVisible()));
});

test('it is painted before the app is asked for, and stands while the app is on its way', async (t) => {
  const app = await browser.app(t);
  const { page } = app;
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const asked = new Promise((resolve) =>
    page.route('**/*.wasm', async (route) => {
      resolve();
      await held;
      await route.continue();
    }),
  );
  await page.goto(app.url);
  await asked;
  const text = await page.locator('body').innerText();
  for (const part of SAID) assert.ok(text.includes(part), `"${part}" is said`);
  assert.equal(await app.control('language').count(), 0, 'the app is not there yet');
  assert.ok(!(await page.locator('#fault').isVisible()), 'waiting is no fault');
  release();
  await app.control('language').first().waitFor({ state: 'attached' });
  assert.equal(await page.locator('.shell').count(), 0, 'the app has replaced the shell');
});

test('the first paint comes before the request for the app', async (t) => {
  const app = await browser.app(t);
  await app.open();
  const [paint, script, wasm] = await app.page.evaluate(() => {
    const start = (part) =>
      performance.getEntriesByType('resource').find(({ name }) => name.includes(part)).startTime;
    const [{ startTime }] = performance.getEntriesByName('first-paint');
    return [startTime, start('shirube-app'), start('.wasm')];
  });
  // A frame may be reported a moment after it was made.
  assert.ok(paint <= wasm, `painted at ${paint}, asked for the script at ${script}, for the wasm at ${wasm}`);
});
