// After one visit the app is there without a network, complete or not at all, one version at a time.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { engine } from '../engines/engine.mjs';
import { test } from '../engines/engine_test.mjs';
import { App } from './pages/app.mjs';
import { Batch } from './pages/batch.mjs';
import { CASES } from './pages/cases.mjs';
import { DIST, builtAs, copyOfDist, fileNamed, secondVersion, startHost } from './pages/host.mjs';
import { FORMS, SCREENS, heading, visit } from './pages/learn.mjs';
import { simulatedTraces } from './pages/program.mjs';
import { KEEPING, session } from './pages/session.mjs';

const browser = session();
const traces = simulatedTraces('--count', '4');
const SITES = 'site\tcount\nchr1:100:+\t40\nchr2:200:-\t10\n';

/** The app on a host of its own, in a context that keeps the copy. */
async function appOn(t, host, Page = App) {
  return new Page(await browser.page(t, KEEPING), host.url);
}

/** Another window of the same browser. */
async function otherWindow(app) {
  return new App(await app.page.context().newPage(), app.url);
}

/** Errors of the page from now on, where the driver hears them. */
function complaintsOf(app) {
  const complaints = [];
  if (!engine.hearsComplaints) return complaints;
  app.page.on('pageerror', (error) => complaints.push(String(error)));
  app.page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return complaints;
}

/** Names of the copies kept. */
const copies = (app) => app.page.evaluate(() => caches.keys());

/** Presses what stands for the button that the app shows when a newer version is there. */
const useUpdate = (app) => app.page.evaluate(() => document.dispatchEvent(new Event('shirube-use-update')));

const isTold = (app, name, value) => app.page.locator(`html[data-${name}="${value}"]`).waitFor({ state: 'attached' });

/** The answer to an address, in a window of its own: its status, or `null` where there is none. */
async function answerTo(app, path) {
  const page = await app.page.context().newPage();
  const status = await page.goto(app.url + path).then((answer) => answer.status(), () => null);
  await page.close();
  return status;
}

test('after one visit every screen works without a network, in every language form', async (t) => {
  const host = await startHost(t);
  const app = await appOn(t, host, Batch);
  const complaints = complaintsOf(app);
  await app.open();
  assert.equal(await app.told('offline'), 'ready');
  await host.close();
  if (engine.switchesNetworkOff) await app.page.context().setOffline(true);

  await app.page.reload();
  await app.locked();
  for (const program of ['clinic', 'laboratory', 'portal', 'offline']) assert.equal(await app.told(program), 'ready');
  assert.equal(await app.told('update'), null);
  for (const form of FORMS) {
    await app.set('language', form);
    await app.go('#/');
    await app.page.locator('main h1').first().waitFor();
    for (const screen of SCREENS) {
      await visit(app, screen);
      const text = await app.page.locator('#portal').innerText();
      assert.ok(text.length > 100, `${screen} in ${form}: ${text}`);
    }
    await app.go('#/assess');
    if ((await app.control('cv').count()) === 0) await app.confirm();
    await app.enter(CASES.R4);
    assert.equal((await app.output('cv_sil2r')).possible, 'R4', form);
    await app.go('#/trace');
    await app.choose(traces.files);
    await app.rowCount(traces.files.length);
    assert.match(await app.phase(), /4/);
    await app.press('remove_all');
    await app.go('#/sites');
    await app.page.locator('#first_table').fill(SITES);
    await app.page.locator('#laboratory canvas').first().waitFor();
  }
  assert.deepEqual(complaints, []);
});

test('a visit in which nothing is new asks the host for the worker’s file alone', async (t) => {
  const host = await startHost(t);
  const app = await appOn(t, host);
  await app.open();
  const { files, build } = await builtAs(DIST);
  const kept = await app.page.evaluate(async (name) => {
    const cache = await caches.open(name);
    return (await cache.keys()).map(({ url }) => url);
  }, `shirube ${host.url} ${build}`);
  assert.deepEqual(kept.sort(), Object.keys(files).map((name) => new URL(name, host.url).href).sort());
  const before = host.asked.length;
  await app.page.reload();
  await app.locked();
  await app.page.waitForTimeout(3000);
  assert.deepEqual([...new Set(host.asked.slice(before))], ['GET /service-worker.js']);
});

for (const [what, spoil] of Object.entries({
  corrupt: async (file) => writeFile(file, `${await readFile(file, 'latin1')} `, 'latin1'),
  missing: (file) => rm(file),
})) {
  test(`where a file of the list is ${what} there is no copy, and the page works and is locked`, async (t) => {
    const folder = await copyOfDist(t);
    const file = join(folder, 'app-icons/maskable-512.png');
    const right = await readFile(file);
    await spoil(file);
    const host = await startHost(t, folder);
    const app = await appOn(t, host);
    await app.open('#/assess');
    assert.equal(await app.told('offline'), 'failed');
    assert.equal(await app.told('update'), null);
    await app.confirm();
    await app.enter(CASES.R4);
    assert.equal((await app.output('cv_sil2r')).possible, 'R4');
    const kept = await app.page.evaluate(async () => Boolean(await caches.match('app-icons/maskable-512.png')));
    assert.ok(!kept, 'what is not right is not kept');
    assert.equal(await app.page.evaluate(() => navigator.serviceWorker.controller), null);

    // The next visit mends it, and does not begin from the beginning.
    await writeFile(file, right);
    const before = host.asked.length;
    await app.page.reload();
    await app.locked();
    assert.equal(await app.told('offline'), 'ready');
    const again = host.asked.slice(before).filter((line) => line.includes('app-icons/'));
    assert.deepEqual([...new Set(again)], ['GET /app-icons/maskable-512.png']);
  });
}

test('the page of a strange network is never kept, and the copy stays as it is', async (t) => {
  const host = await startHost(t);
  const app = await appOn(t, host);
  const portal = (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'public, max-age=86400' });
    response.end('<h1>Please log in</h1>');
    return true;
  };
  // At first only for what the page itself does not ask for.
  host.instead = (request, response) => /maskable/.test(request.url) && portal(request, response);
  await app.open();
  assert.equal(await app.told('offline'), 'failed');
  host.instead = () => false;
  await app.page.reload();
  await app.locked();
  assert.equal(await app.told('offline'), 'ready', 'what the browser remembers of the strange page does not count');
  host.instead = portal;
  await app.page.reload();
  await app.locked();
  assert.equal(await app.told('offline'), 'ready');
  assert.equal(await app.told('update'), null);
  assert.equal(await app.told('portal'), 'ready');
});

test('a newer version is announced, never mixed, and used when asked for', async (t) => {
  const second = await secondVersion(t);
  const [{ build: old }, { build: newer }] = [await builtAs(DIST), await builtAs(second)];
  assert.notEqual(old, newer);
  const host = await startHost(t);
  const running = await appOn(t, host);
  await running.open('#/assess');
  await running.confirm();
  await running.enter(CASES.R4);

  await host.serves(second);
  const app = await otherWindow(running);
  await app.open();
  await isTold(app, 'update', 'ready');
  assert.deepEqual([await app.told('build'), await app.told('boot')], [old, null], 'what runs is the old version, whole');
  assert.equal((await running.output('cv_sil2r')).possible, 'R4', 'a page that runs is not disturbed');
  assert.deepEqual((await copies(app)).sort(), [old, newer].map((build) => `shirube ${host.url} ${build}`).sort());

  await app.page.reload();
  await app.locked();
  assert.equal(await app.told('build'), old, 'a reload alone changes nothing');
  await isTold(app, 'update', 'ready');

  await useUpdate(app);
  await isTold(app, 'update', 'other-windows');
  assert.equal(await app.told('build'), old);
  await running.set('cv', '0.31');
  assert.equal((await running.output('cv_sil2r')).possible, 'R3');
  assert.equal(await running.told('build'), old);

  await running.page.close();
  await useUpdate(app);
  await isTold(app, 'build', newer);
  await app.locked();
  assert.equal(await app.told('boot'), 'second');
  assert.equal(await app.told('update'), null);
  assert.equal(await app.told('offline'), 'ready');
  assert.deepEqual(await copies(app), [`shirube ${host.url} ${newer}`]);
});

/** The app, its host, and a second version that waits. */
async function withNewerWaiting(t) {
  const second = await secondVersion(t);
  const host = await startHost(t);
  const app = await appOn(t, host);
  await app.open();
  await host.serves(second);
  await app.page.reload();
  await app.locked();
  await isTold(app, 'update', 'ready');
  return { app, host, second };
}

test('the newer version is there by itself when all windows were closed', async (t) => {
  const { app, host, second } = await withNewerWaiting(t);
  const context = app.page.context();
  const later = await context.newPage();
  const newer = context.serviceWorkers().at(-1);
  assert.equal(await newer.evaluate(() => globalThis.serviceWorker.state), 'installed');
  await app.page.close();
  // The browser ends the old version when it has nothing else to do.
  while ((await newer.evaluate(() => globalThis.serviceWorker.state)) !== 'activated') await later.waitForTimeout(50);
  const next = new App(later, host.url);
  await next.open();
  const { build } = await builtAs(second);
  assert.deepEqual([await next.told('build'), await next.told('boot'), await next.told('update')], [build, 'second', null]);
});

test('a page that is still loading when another version takes over gets nothing of it', async (t) => {
  const { app, host } = await withNewerWaiting(t);

  // A window of the old version that has its page and its first script, and nothing more for now.
  const loading = await otherWindow(app);
  await loading.page.addInitScript(() => {
    const waiting = [];
    globalThis.goOn = () => waiting.splice(0).forEach((act) => act());
    globalThis.requestAnimationFrame = (act) => waiting.push(act);
    globalThis.setTimeout = (act) => waiting.push(act);
  });
  await loading.page.goto(host.url);
  const [, waiting] = app.page.context().serviceWorkers().slice(-2);
  await waiting.evaluate(() => skipWaiting());
  await loading.page.waitForFunction(async () => (await caches.keys()).length === 1);
  const before = host.asked.length;
  await loading.page.evaluate(() => {
    for (let frame = 0; frame < 3; frame += 1) globalThis.goOn();
  });
  await loading.page.locator('#fault').waitFor();
  assert.equal(await loading.told('boot'), null);
  assert.deepEqual(host.asked.slice(before).filter((line) => !line.includes('service-worker')), []);
  assert.equal(await app.told('build'), (await builtAs(DIST)).build, 'the page that runs goes on');
  await app.go('#/assess');
  await app.confirm();
});

test('a visit during the change of versions keeps one of them whole', async (t) => {
  const second = await secondVersion(t);
  const host = await startHost(t);
  const app = await appOn(t, host);
  // The page and its files come from the old version; when the copy is made, the new one is there.
  let changed;
  host.instead = (request, response) => {
    if (changed && request.url === '/') {
      // Nobody gets the page between the two.
      changed.then(() => host.passesOn(request, response));
      return true;
    }
    if (request.url === '/service-worker.js') response.once('finish', () => (changed ??= host.serves(second)));
    return false;
  };
  await app.load();
  await app.locked();
  assert.equal(await app.told('offline'), 'failed');
  await app.page.reload();
  await app.locked();
  const { build } = await builtAs(second);
  assert.deepEqual([await app.told('offline'), await app.told('build'), await app.told('boot')], ['ready', build, 'second']);
  assert.deepEqual(await copies(app), [`shirube ${host.url} ${build}`]);
});

test('a page of the old version beside a copy of the new one says so, and a reload is enough', async (t) => {
  const second = await secondVersion(t);
  const host = await startHost(t);
  const app = await appOn(t, host);
  let held;
  host.instead = (request, response) => {
    if (!/laboratory-[0-9a-f]+\.wasm/.test(request.url) || held) return false;
    held = host.serves(second).then(() => response.destroy());
    return true;
  };
  await app.load();
  await app.locked();
  assert.deepEqual([await app.told('offline'), await app.told('update')], ['ready', 'ready']);
  assert.equal(await app.told('build'), (await builtAs(DIST)).build);
  await useUpdate(app);
  await isTold(app, 'build', (await builtAs(second)).build);
});

test('the copy answers for its own files and its page, and for nothing else, without asking', async (t) => {
  const host = await startHost(t);
  const app = await appOn(t, host);
  await app.open();
  const before = host.asked.length;
  const boot = await fileNamed(DIST, 'boot-', '.js');
  const answers = {
    '?from=elsewhere#/about': 200,
    'index.html': 200,
    [boot]: 200,
    'boot.js': null,
    'boot-00000000000000e2.js': null,
    [`${boot}.br`]: null,
    'service-worker.js': null,
    'idle/': null,
    'other.html': null,
  };
  const refused = Object.keys(answers).filter((path) => !answers[path]);
  for (const [path, status] of Object.entries(answers)) {
    const answer = await answerTo(app, path);
    if (status || !engine.asksHostForRefusedPages) assert.equal(answer, status, path);
  }
  // These two a browser asks for by itself.
  const isOther = (line) => !['GET /service-worker.js', 'GET /favicon.ico'].includes(line);
  const expected = engine.asksHostForRefusedPages ? refused.map((path) => `GET /${path}`) : [];
  assert.deepEqual(host.asked.slice(before).filter(isOther), expected.filter(isOther));
});

test('a copy with a hole is given up, and the next visit makes it whole', async (t) => {
  const host = await startHost(t);
  const app = await appOn(t, host);
  await app.open();
  await app.page.evaluate(async () => {
    const [name] = await caches.keys();
    await (await caches.open(name)).delete('./');
  });
  const answer = await answerTo(app, '');
  assert.equal(answer !== null, engine.asksHostForRefusedPages, `answered with ${answer}`);
  await app.page.reload();
  await app.locked();
  assert.equal(await app.told('offline'), 'ready');
  await host.close();
  await app.page.reload();
  await app.locked();
});

test('a copy that does not come forward does not hold the lock up for ever', async (t) => {
  const host = await startHost(t);
  const app = await appOn(t, host);
  // A minute is a second here.
  await app.page.addInitScript(() => {
    const { setTimeout } = globalThis;
    globalThis.setTimeout = (act, time, ...rest) => setTimeout(act, time === 60_000 ? 1000 : time, ...rest);
  });
  let release;
  const held = new Promise((resolve) => (release = resolve));
  host.instead = (request, response) => {
    if (!/maskable/.test(request.url)) return false;
    held.then(async () => response.end(await readFile(join(DIST, 'app-icons/maskable-512.png'))));
    return true;
  };
  await app.open();
  assert.equal(await app.told('offline'), 'failed');
  release();
  await isTold(app, 'offline', 'ready');
});

test('a browser that can install the app has read what it needs before the lock', async (t) => {
  const profile = await mkdtemp(join(tmpdir(), 'shirube-profile-'));
  const host = await startHost(t);
  // A private window, which the other tests use, offers no installation.
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.SHIRUBE_CHROMIUM ?? '/usr/bin/chromium',
    locale: 'en-US',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  t.after(async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const app = new App(await context.newPage(), host.url);
  await app.page.addInitScript(() => {
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.violatedDirective));
  });
  await app.open();
  const browserItself = await context.newCDPSession(app.page);
  const { installabilityErrors } = await browserItself.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors, []);
  const manifest = JSON.parse((await browserItself.send('Page.getAppManifest')).data);
  assert.deepEqual([manifest.name, manifest.start_url, manifest.display], ['Shirube', './#/', 'standalone']);
  assert.deepEqual(await app.page.evaluate(() => globalThis.violations), []);
});

test('manifests are in both languages, with the colours of the style sheet and icons of their sizes', async (t) => {
  const read = async (name) => JSON.parse(await readFile(join(DIST, name), 'utf8'));
  const [ja, en] = [await read('manifest.webmanifest'), await read('manifest-en.webmanifest')];
  assert.deepEqual([ja.name, ja.lang, en.name, en.lang], ['しるべ', 'ja', 'Shirube', 'en']);
  const same = ({ start_url, scope, display, background_color, theme_color, icons }) => ({ start_url, scope, display, background_color, theme_color, icons });
  assert.deepEqual(same(ja), same(en));
  const tokens = await readFile(join(DIST, await fileNamed(DIST, 'tokens-', '.css')), 'utf8');
  const colour = (name) => tokens.match(new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`))[1];
  assert.deepEqual([ja.background_color, ja.theme_color], [colour('page'), colour('brand')]);

  const page = await browser.page(t);
  await page.goto(browser.url);
  for (const { src, sizes } of [...ja.icons, { src: 'app-icons/apple-touch.png', sizes: '180x180' }]) {
    const [size, corner] = await page.evaluate(async (src) => {
      const image = Object.assign(new Image(), { src });
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext('2d').drawImage(image, 0, 0);
      return [`${image.width}x${image.height}`, canvas.getContext('2d').getImageData(0, 0, 1, 1).data[3]];
    }, `data:image/png;base64,${(await readFile(join(DIST, src))).toString('base64')}`);
    assert.equal(size, sizes, src);
    assert.equal(corner, /maskable|apple/.test(src) ? 255 : 0, `${src}: only where the system cuts does the ground reach the corner`);
  }
});

test('the digest on the page can be computed by hand, as the documentation says', async () => {
  const text = await readFile(new URL('../../docs/offline-and-lock.md', import.meta.url), 'utf8');
  const script = text.match(/```sh\n([\s\S]*?)```/)[1];
  const computed = execFileSync('sh', ['-c', script], { cwd: DIST, encoding: 'utf8' }).trim();
  assert.equal(computed, (await builtAs(DIST)).build);
  assert.ok((await readFile(join(DIST, 'index.html'), 'utf8')).includes(` data-build="${computed}"`));
});
