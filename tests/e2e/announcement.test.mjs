// A screen reader hears the answer once, after a pause, not at each key.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { session } from './pages/session.mjs';

const browser = session();

test('the answer is spoken once, after a pause', async (t) => {
  const app = await browser.assess(t);
  const { page } = app;
  await app.enter({ condition: 'smoldering_atl', cv_method: 'raising_clova', kit: 'cleia', sil2r: '1240' });
  // What came before must have been said, so that only the typing below is heard.
  const live = page.locator('[role="status"]');
  await live.filter({ hasText: 'R3 / R4' }).waitFor({ state: 'attached' });
  assert.equal(await live.count(), 1);
  await page.evaluate(() => {
    globalThis.heard = [];
    globalThis.lastKey = 0;
    addEventListener('input', () => (globalThis.lastKey = performance.now()), true);
    const region = document.querySelector('[role="status"]');
    // While it waits the region is empty, and an empty region is not spoken.
    new MutationObserver(() => {
      const text = region.textContent;
      if (text) globalThis.heard.push({ text, after: performance.now() - globalThis.lastKey });
    }).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await app.control('cv').pressSequentially('0.5', { delay: 60 });
  // The last key is the one that changes the answer, so the pause is counted from it.
  assert.match(await app.oneLine(), /^R4/, 'the eye need not wait');
  await page.waitForFunction(() => globalThis.heard.length > 0);
  const heard = await page.evaluate(() => globalThis.heard);
  assert.equal(heard.length, 1, JSON.stringify(heard));
  assert.match(heard[0].text, /^R4 high risk: 25\.0 months \(mean or median not clear\)/);
  assert.ok(heard[0].after >= 900, `spoken ${heard[0].after} ms after the last key`);
});

test('an answer that no longer holds cannot be found in the live region', async (t) => {
  const app = await browser.assess(t);
  await app.press('example');
  const live = app.page.locator('[role="status"]');
  await live.filter({ hasText: 'R4' }).waitFor({ state: 'attached' });
  const left = await app.page.evaluate(() => {
    const field = document.querySelector('[name="cv"]');
    field.value = '61';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return new Promise((done) => setTimeout(() => done(document.querySelector('[role="status"]').textContent)));
  });
  assert.equal(left, '');
});

test('only the live region speaks', async (t) => {
  const app = await browser.assess(t);
  await app.press('example');
  const loud = await app.page.evaluate(() =>
    [...document.querySelectorAll('output, [aria-live], [role="alert"], [role="status"]')]
      .filter((element) => element.checkVisibility() || element.getAttribute('role') === 'status')
      .filter((element) => element.getAttribute('aria-live') !== 'off')
      .map((element) => element.getAttribute('role') ?? element.closest('[id]').id),
  );
  // The second program tells of the rules that were opened; nothing is, so it is silent.
  assert.deepEqual(loud, ['clinic-results', 'status']);
  assert.equal(await app.page.locator('#clinic-results [aria-live="polite"]').textContent(), '');
  const outputs = await app.page.locator('output').evaluateAll((all) => all.map((one) => one.ariaLive));
  assert.deepEqual(outputs, ['off', 'off']);
  assert.equal(await app.page.locator('.one-line').getAttribute('aria-hidden'), 'true', 'not read twice');
});
