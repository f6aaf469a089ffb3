// When something breaks, the reader is told and no number stays on screen.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { CASES } from './pages/cases.mjs';
import { session } from './pages/session.mjs';

const browser = session();

async function assertFault(page) {
  await page.locator('#fault').waitFor();
  assert.match(await page.locator('#fault').innerText(), /しるべが止まりました.*Shirube stopped/s);
  assert.equal(await page.locator('output, .one-line, canvas').count(), 0, 'no answer is left');
  assert.ok(!(await page.locator('body').innerText()).includes('R4'));
}

test('a panic removes the answer and offers to load the page again', async (t) => {
  const app = await browser.assess(t);
  await app.enter(CASES.R4);
  const { page } = app;
  await page.evaluate(() => {
    for (const name of ['createElement', 'createElementNS', 'createTextNode', 'importNode']) {
      Document.prototype[name] = () => {
        throw new Error('planted');
      };
    }
    Node.prototype.cloneNode = () => {
      throw new Error('planted');
    };
  });
  await page.locator('[name="condition"][value="carrier"]').click();
  await assertFault(page);
  await page.locator('#reload').click();
  await app.control('language').first().waitFor({ state: 'attached' });
  assert.ok(!(await page.locator('#fault').isVisible()));
});

for (const [what, answer] of [
  ['is missing', (route) => route.fulfill({ status: 404, body: 'not found' })],
  ['cannot be reached', (route) => route.abort()],
  ['is broken', (route) => route.fulfill({ contentType: 'application/wasm', body: 'not wasm' })],
]) {
  test(`the banner is shown when the wasm ${what}`, async (t) => {
    const app = await browser.app(t);
    await app.page.route('**/*.wasm', answer);
    await app.page.goto(app.url);
    await assertFault(app.page);
    assert.ok(await app.page.locator('#reload').isVisible());
  });
}

test('the banner is shown when the script is missing', async (t) => {
  const app = await browser.app(t);
  await app.page.route('**/shirube-app-*.js', (route) => route.fulfill({ status: 404 }));
  await app.page.goto(app.url);
  await assertFault(app.page);
});

test('where nothing can be drawn, the figures say their content in words', async (t) => {
  const app = await browser.app(t);
  await app.page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await app.openAssess();
  await app.enter(CASES.R4);
  const fallback = app.page.locator('.chart-fallback');
  await fallback.nth(1).waitFor();
  const text = (await fallback.allInnerTexts()).join('\n');
  assert.match(text, /Cv 0\.61 and sIL-2R 1,240 U\/mL lie in R4/);
  assert.match(text, /At 12 months 28 or 38 of 100 have progressed/);
  assert.equal((await app.output('cv_sil2r')).possible, 'R4', 'the answer itself stands');
  assert.ok(!(await app.page.locator('#fault').isVisible()));
});

test('a drawing that fails half way leaves words or the banner, never a half figure alone', async (t) => {
  const app = await browser.app(t);
  await app.page.addInitScript(() => {
    CanvasRenderingContext2D.prototype.fillText = () => {
      throw new Error('planted');
    };
  });
  await app.openAssess();
  await app.enter(CASES.R4);
  await app.page.locator('.chart-fallback, #fault:not([hidden])').first().waitFor();
});
