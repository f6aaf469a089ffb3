// How the lock shows itself, whether its check tells the truth, and that what was entered can be cleared.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../tools/serve.mjs';
import { test } from '../engines/engine_test.mjs';
import { startHost } from './pages/host.mjs';
import { LockPage, ROUTE } from './pages/lock.mjs';
import { simulatedTraces } from './pages/program.mjs';
import { DIST, session } from './pages/session.mjs';

const browser = session();
const traces = simulatedTraces('--count', '1', '--seed', '3', '--clones', '0.6,0.2');
const WAYS = [
  'fetch', 'xhr', 'beacon', 'web_socket', 'event_source', 'image', 'script', 'style', 'import', 'worker', 'frame', 'form',
];
const FORMS = {
  ja: { notYet: 'まだロックしていません', locked: 'ロック済み', all: '12件の試みは、すべて止められました。' },
  'ja-easy': { notYet: 'まだロックしていません', locked: 'ロックしました', all: '回とも、ブラウザがとめました。' },
  en: { notYet: 'Not locked yet', locked: 'Locked', all: 'All 12 attempts were blocked.' },
};

async function lockPage(t, options) {
  return new LockPage(await browser.page(t, options), browser.url);
}

/** Text without the readings above it. */
function withoutReadings(locator) {
  return locator.evaluate((element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll('rt, rp').forEach((reading) => reading.remove());
    return copy.textContent;
  });
}

/** A copy of the build in which one script is changed; its own server. */
async function changedBuild(t, start, change) {
  const folder = await mkdtemp(join(tmpdir(), 'shirube-lock-'));
  t.after(() => rm(folder, { recursive: true }));
  await cp(DIST, folder, { recursive: true });
  const names = (await readdir(join(folder, 'idle'))).filter((name) => name.startsWith(start));
  const script = names.find((name) => name.endsWith('.js'));
  const text = await readFile(join(folder, 'idle', script), 'utf8');
  assert.notEqual(change(text), text, 'there is something to change');
  // Without its compressed copies, which would be served instead.
  for (const name of names) await rm(join(folder, 'idle', name));
  await writeFile(join(folder, 'idle', script), change(text));
  const server = await serve(folder, 0);
  t.after(() => server.close());
  return server.url;
}

test('the badge says that the page is not locked until it is, and never more than that', async (t) => {
  for (const [form, { notYet, locked }] of Object.entries(FORMS)) {
    const host = await startHost(t);
    const app = new LockPage(await browser.page(t), host.url);
    // The last program comes late.
    let letCome;
    const held = new Promise((come) => (letCome = come));
    host.instead = (request, response) => {
      if (!/laboratory-[0-9a-f]+\.wasm/.test(request.url)) return false;
      held.then(() => host.passesOn(request, response));
      return true;
    };
    await app.load();
    await app.set('language', form);
    assert.equal(await withoutReadings(app.page.locator('.on-device')), notYet);
    await app.portal('ready');
    assert.equal(await withoutReadings(app.badge()), notYet);
    assert.ok(await app.page.locator('.on-device').isHidden(), 'it is said once');
    await app.go(ROUTE);
    assert.ok(await app.control('check_now').isDisabled(), 'nothing to check yet');
    letCome();
    await app.page.locator('html[data-lock="locked"]').waitFor({ state: 'attached' });
    await app.page.locator('#lock-badge[data-state="locked"]').waitFor();
    assert.equal(await withoutReadings(app.badge()), locked);
  }
});

for (const [form, { all }] of Object.entries(FORMS)) {
  test(`the check tries twelve ways, all blocked, and the server hears nothing: ${form}`, async (t) => {
    const host = await startHost(t);
    const app = new LockPage(await browser.page(t), host.url);
    await app.open(ROUTE);
    await app.set('language', form);
    const before = host.asked.length;
    assert.deepEqual(await app.check(), Object.fromEntries(WAYS.map((way) => [way, 'blocked'])));
    const told = await withoutReadings(app.page.locator('#check-result'));
    assert.ok(told.includes(all), told);
    assert.match(told, /, 0 of them after the lock|ロックのあとは0件|ロックのあとは0回/, 'no request after the lock');
    assert.deepEqual(host.asked.slice(before), []);
    assert.equal(await app.page.locator('#lock-broken').count(), 0);
  });
}

test('without the policy the check is red, and every screen warns', async (t) => {
  const url = await changedBuild(t, 'lock-', (script) => script.replaceAll('Content-Security-Policy', 'Nothing'));
  const app = new LockPage(await browser.page(t, { serviceWorkers: 'block' }), url);
  await app.open(ROUTE);
  const ways = await app.check();
  // The first policy of the page allows no frame and no form.
  const expected = WAYS.map((way) => [way, ['frame', 'form'].includes(way) ? 'blocked' : 'out']);
  assert.deepEqual(ways, Object.fromEntries(expected));
  assert.equal(await app.badge().getAttribute('data-state'), 'broken');
  await app.go('#/assess');
  await app.confirm();
  assert.ok(await app.page.locator('#lock-broken').isVisible(), 'the calculator warns');
  assert.match(await app.page.locator('#lock-broken').innerText(), /enter no values/);
});

test('a policy that only reports is not taken for a lock', async (t) => {
  const url = await changedBuild(t, 'lock-', (script) =>
    script.replaceAll("'Content-Security-Policy'", "'Content-Security-Policy-Report-Only'"),
  );
  const app = new LockPage(await browser.page(t, { serviceWorkers: 'block' }), url);
  await app.open(ROUTE);
  assert.equal((await app.check()).fetch, 'out');
});

test('two presses clear every room; one press and a change of mind clear nothing', async (t) => {
  const app = await lockPage(t);
  await app.openAssess();
  await app.set('cv', '0.31');
  await app.press('clear_everything');
  assert.match(await app.control('clear_everything').innerText(), /once more/);
  await app.page.locator('#cv').focus();
  assert.doesNotMatch(await app.control('clear_everything').innerText(), /once more/);
  assert.equal(await app.value('cv'), '0.31');
  await app.go('#/trials');
  await app.set('trial_search', 'canary-5512');
  await app.clearEverything();
  await app.page.locator('#cleared', { hasText: 'Everything was cleared' }).waitFor();
  assert.equal(await app.page.evaluate(() => location.hash), '#/', 'back at the start');
  await app.go('#/trials');
  assert.equal(await app.value('trial_search'), '');
  await app.go('#/assess');
  await app.confirm();
  assert.equal(await app.value('cv'), '');
});

test('after the time set it warns, waits for a touch, and clears', async (t) => {
  const app = await lockPage(t);
  await app.page.clock.install();
  await app.open(ROUTE);
  await app.set('clear_after', '2');
  await app.go('#/assess');
  await app.confirm();
  await app.set('cv', '0.31');
  const warning = app.page.locator('#clearing-soon');
  await app.page.clock.runFor(80_000);
  assert.equal(await warning.count(), 0);
  await app.page.clock.runFor(15_000);
  assert.match(await warning.innerText(), /cleared in \d+ seconds/);
  await app.press('stay');
  await app.page.clock.runFor(2_000);
  assert.equal(await warning.count(), 0, 'somebody is there');
  assert.equal(await app.value('cv'), '0.31');
  await app.page.clock.runFor(121_000);
  const cleared = app.page.locator('#cleared', { hasText: 'because nobody touched the screen' });
  await cleared.waitFor();
  await app.page.clock.runFor(600_000);
  assert.ok(await cleared.isVisible(), 'it waits for whoever comes back');
  await app.page.locator('h1').first().click();
  await app.page.clock.runFor(5_000);
  assert.ok(await cleared.isVisible());
  await app.page.clock.runFor(10_000);
  assert.equal(await cleared.count(), 0);
  await app.go('#/assess');
  await app.confirm();
  assert.equal(await app.value('cv'), '');
});

test('a page that the browser keeps for the way back is cleared', async (t) => {
  const app = await lockPage(t);
  await app.openAssess();
  await app.set('cv', '0.31');
  const leave = (persisted) =>
    app.page.evaluate((kept) => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: kept })), persisted);
  await leave(false);
  assert.equal(await app.value('cv'), '0.31', 'what goes for good needs no clearing');
  await leave(true);
  assert.equal(await app.control('cv').count(), 0, 'the next person confirms anew');
  await app.confirm();
  assert.equal(await app.value('cv'), '');
});

test('a page that comes back from the store of the browser itself holds nothing', async (t) => {
  const host = await startHost(t);
  const app = new LockPage(await browser.page(t), host.url);
  await app.openAssess();
  await app.set('cv', '0.31');
  await app.page.evaluate(() => addEventListener('pageshow', ({ persisted }) => (globalThis.cameBack = persisted)));
  await app.page.goto(`${browser.url}#/about`);
  // A driver would wait for a page that loads; this one does not load again.
  await app.page.evaluate(() => {
    setTimeout(() => history.back());
  });
  await app.page.waitForFunction(() => globalThis.cameBack === true);
  assert.equal(await app.control('cv').count(), 0, 'the next person confirms anew');
  await app.page.evaluate(() => document.querySelector('button[name="reader"]').click());
  await app.page.waitForFunction(() => document.querySelector('[name="cv"]')?.value === '');
});

test('a room of the laboratory that is open forgets too', async (t) => {
  const app = await lockPage(t);
  const putAside = () =>
    app.page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await app.open('#/sites');
  const table = app.page.locator('#laboratory textarea').first();
  await table.fill('chr1:100\t7531');
  await putAside();
  assert.equal(await table.inputValue(), '');
  await app.go('#/trace');
  await app.page.locator('input[name="choose_files"]').setInputFiles(traces.files[0]);
  await app.page.locator('#opened-trace').waitFor();
  await putAside();
  await app.page.locator('#opened-trace').waitFor({ state: 'detached' });
});

test('the build stands on every result, on paper too', async (t) => {
  const app = await lockPage(t);
  await app.openAssess();
  const build = await app.page.evaluate(() => document.documentElement.dataset.build);
  assert.match(build, /^[0-9a-f]{16}$/);
  await app.page.emulateMedia({ media: 'print' });
  const foot = app.page.locator('.site-footer');
  assert.ok(await foot.isVisible());
  assert.ok((await foot.innerText()).includes(build));
});
