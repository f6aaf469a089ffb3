// The other programs come when the first can already answer, and their absence takes nothing away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CASES } from './pages/cases.mjs';
import { LOCALES, session } from './pages/session.mjs';

const browser = session();
const LOADING = { en: 'More rules are being loaded', ja: 'ほかのルールを読み込んでいます' };
const FAILED = { en: 'The other rules could not be loaded.', ja: 'ほかのルールを読み込めませんでした。' };
const MORE = { en: 'Add more data', ja: 'ほかの検査値や所見も入れる' };

const place = (app) => app.page.locator('#clinic-entries');
const more = (app) => app.page.locator('#clinic-entries button[name="more"]');
const isExpanded = (app) => more(app).getAttribute('aria-expanded');
const isFault = (app) => app.page.locator('#fault').isVisible();

test('the first program answers while the second is on its way', async (t) => {
  const app = await browser.app(t);
  const { page } = app;
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/idle/**', async (route) => {
    await held;
    await route.continue();
  });
  await app.load('#/assess');
  await app.confirm();
  await app.enter(CASES.R4);
  assert.equal((await app.output('cv_sil2r')).possible, 'R4');
  assert.ok((await place(app).innerText()).includes(LOADING.en));
  assert.equal(await page.locator('html[data-clinic]').count(), 0);
  release();
  await app.clinic('ready');
  assert.ok(!(await place(app).innerText()).includes(LOADING.en));
  assert.equal(await more(app).innerText(), MORE.en);
  assert.equal((await app.output('cv_sil2r')).possible, 'R4');
});

test('the other programs are asked for only when the first has started, one after the other', async (t) => {
  const app = await browser.app(t);
  await app.page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[name="language"]')) return;
      globalThis.started = performance.now();
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await app.open();
  const [started, asked] = await app.page.evaluate(() => [
    globalThis.started,
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/idle/'))
      .map(({ name, startTime }) => ({ name: name.replace(/^.*\/idle\//, ''), startTime })),
  ]);
  const programs = asked.map(({ name }) => name.replace(/-[0-9a-f]{16}/, ''));
  assert.deepEqual([...new Set(programs)].sort(), [
    'break-out.js',
    'clinic.css',
    'clinic.js',
    'clinic.wasm',
    'install-links.js',
    'laboratory-worker.js',
    'laboratory.css',
    'laboratory.js',
    'laboratory.wasm',
    'lock.js',
    'offline-copy.js',
    'portal-en.json',
    'portal-ja-easy.json',
    'portal-ja.json',
    'portal-site.json',
    'portal-trials.json',
    'portal.css',
    'portal.js',
    'portal.wasm',
    'programs.js',
  ]);
  const inTurn = programs.map((name) => name.match(/^[a-z]+/)[0]).filter((name, index, all) => name !== all[index - 1]);
  assert.deepEqual(inTurn, ['programs', 'break', 'install', 'lock', 'offline', 'clinic', 'portal', 'laboratory']);
  for (const { name, startTime } of asked) {
    assert.ok(startTime >= started, `started at ${started}, asked for ${name} at ${startTime}`);
  }
});

test('it comes too where the browser cannot tell when it is idle', async (t) => {
  const app = await browser.app(t);
  await app.page.addInitScript(() => delete globalThis.requestIdleCallback);
  await app.openAssess();
  assert.ok(await more(app).isVisible());
});

const ABSENCES = {
  'the script is missing': ['**/idle/*.js', (route) => route.fulfill({ status: 404, body: 'not found' })],
  'nothing can be reached': ['**/idle/**', (route) => route.abort()],
  'the program is missing': ['**/idle/*.wasm', (route) => route.fulfill({ status: 404, body: 'not found' })],
  'the program is broken': [
    '**/idle/*.wasm',
    (route) => route.fulfill({ contentType: 'application/wasm', body: 'not wasm' }),
  ],
};

for (const [what, [files, answer]] of Object.entries(ABSENCES)) {
  test(`when ${what}, the calculator works and says what is not there`, async (t) => {
    const app = await browser.app(t);
    const errors = [];
    app.page.on('pageerror', (error) => errors.push(String(error)));
    await app.page.route(files, answer);
    await app.load('#/assess');
    await app.confirm();
    await app.enter(CASES.R4);
    await app.clinic('failed');
    for (const language of ['en', 'ja', 'en']) {
      await app.set('language', language);
      const text = await place(app).innerText();
      assert.ok(text.includes(FAILED[language]) && !text.includes(LOADING[language]), text);
      assert.equal((await app.output('cv_sil2r')).possible, 'R4');
    }
    await app.enter(CASES.R1);
    assert.equal((await app.output('cv_sil2r')).possible, 'R1');
    assert.equal(await more(app).count(), 0);
    assert.ok(!(await isFault(app)), 'no fault');
    assert.deepEqual(errors, []);
  });
}

for (const [language, locale] of Object.entries(LOCALES)) {
  test(`the disclosure works in every language and survives the way to another screen: from ${language}`, async (t) => {
    const app = await browser.assess(t, { locale });
    const panel = app.page.locator('#more-entries');
    assert.equal(await more(app).innerText(), MORE[language]);
    assert.equal(await more(app).getAttribute('aria-controls'), 'more-entries');
    assert.equal(await isExpanded(app), 'false');
    assert.ok(!(await panel.isVisible()));
    await app.press('more');
    assert.equal(await isExpanded(app), 'true');
    assert.ok(await panel.isVisible());
    const other = language === 'en' ? 'ja' : 'en';
    await app.set('language', other);
    assert.equal(await more(app).count(), 1);
    assert.equal(await more(app).innerText(), MORE[other]);
    assert.equal(await isExpanded(app), 'true');
    await app.press('more');
    assert.equal(await isExpanded(app), 'false');
    assert.ok(!(await panel.isVisible()));
    await app.press('more');
    await app.go('#/about');
    assert.equal(await more(app).count(), 0);
    await app.set('language', language);
    await app.go('#/assess');
    assert.equal(await more(app).count(), 1);
    assert.equal(await more(app).innerText(), MORE[language]);
    assert.equal(await isExpanded(app), 'true');
  });
}

async function assertFault(app) {
  await app.page.locator('#fault').waitFor();
  assert.equal(await app.page.locator('output, .one-line, canvas, #clinic-entries').count(), 0, 'no answer is left');
}

test('what breaks in the second program is a fault like any other', async (t) => {
  const app = await browser.assess(t);
  await app.enter(CASES.R4);
  // From the moment the second program is told of the new form, and builds its views there.
  await app.page.evaluate(() => {
    const fail = () => {
      throw new Error('planted');
    };
    const plant = ({ detail }) => {
      if (detail.length === 0) return;
      for (const name of ['createElement', 'createTextNode', 'importNode']) Document.prototype[name] = fail;
      Node.prototype.cloneNode = fail;
    };
    addEventListener('shirube-form', plant, { capture: true });
  });
  await app.page.locator('[name="language"][value="ja"]').click();
  await assertFault(app);
});

test('what breaks at its start is a fault like any other', async (t) => {
  const app = await browser.app(t);
  await app.page.route('**/idle/clinic-*.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: 'export default async () => {}; export const start = () => { throw new Error("planted"); };',
    }),
  );
  await app.load();
  await assertFault(app);
});

for (const [language, locale] of Object.entries(LOCALES)) {
  test(`a room of the laboratory says when it cannot come: ${language}`, async (t) => {
    const app = await browser.app(t, { locale });
    await app.page.route('**/idle/laboratory*', (route) => route.abort());
    await app.load('#/trace');
    await app.laboratory('failed');
    const room = app.page.locator('.waiting.laboratory');
    assert.ok((await room.innerText()).includes({ en: 'could not be loaded', ja: '読み込めませんでした' }[language]));
    await app.go('#/assess');
    await app.confirm();
    await app.enter(CASES.R4);
    assert.equal((await app.output('cv_sil2r')).possible, 'R4');
    assert.ok(!(await isFault(app)), 'no fault');
  });
}
