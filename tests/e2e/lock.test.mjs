// The lock: from the moment the page says so, nothing leaves it by any way that a browser can block.
import assert from 'node:assert/strict';
import { engine } from '../engines/engine.mjs';
import { test } from '../engines/engine_test.mjs';
import { CASES } from './pages/cases.mjs';
import { App } from './pages/app.mjs';
import { DIST, builtAs, startHost } from './pages/host.mjs';
import { KEEPING, session } from './pages/session.mjs';

const browser = session();
const FOREIGN = 'https://foreign.invalid/';
const POLICY =
  "default-src 'none'; script-src 'wasm-unsafe-eval'; img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'";

/** Each way out, the directive that blocks it, and whether the page's own host is reached before the lock. */
const WAYS = {
  fetch: ['connect-src', true],
  xhr: ['connect-src', true],
  beacon: ['connect-src', true],
  websocket: ['connect-src', true],
  eventsource: ['connect-src', true],
  image: ['img-src', true],
  background: ['img-src', true],
  script: ['script-src-elem', true],
  import: ['script-src-elem', true],
  style: ['style-src-elem', true],
  font: ['font-src', true],
  worker: ['worker-src', true],
  'shared worker': ['worker-src', true],
  'service worker': ['worker-src', true],
  frame: ['frame-src', false],
  object: ['object-src', false],
  media: ['media-src', false],
  form: ['form-action', false],
};

/** Tries one way to an address; gives the policies that were violated by it, awaited for a second. Runs in the page. */
async function attempt([way, address, waits = 20]) {
  const seen = [];
  const note = (event) => {
    // Of some attempts the browser names the host alone.
    if (event.blockedURI.replace(/^ws/, 'http').startsWith(new URL(address).origin)) seen.push(event.effectiveDirective);
  };
  document.addEventListener('securitypolicyviolation', note);
  const added = (name, properties) => {
    const element = Object.assign(document.createElement(name), properties);
    document.body.append(element);
    return element;
  };
  const WAYS_OUT = {
    fetch: () => fetch(address, { mode: 'no-cors' }),
    xhr: () => {
      const request = new XMLHttpRequest();
      request.open('POST', address);
      request.send('x');
    },
    beacon: () => navigator.sendBeacon(address, 'x'),
    websocket: () => new WebSocket(address.replace(/^http/, 'ws')),
    eventsource: () => new EventSource(address),
    image: () => added('img', { src: address }),
    background: () => {
      added('div', { textContent: 'x' }).style.backgroundImage = `url("${address}")`;
    },
    script: () => added('script', { src: address }),
    import: () => import(address),
    style: () => added('link', { rel: 'stylesheet', href: address }),
    font: () => new FontFace('x', `url("${address}")`).load(),
    worker: () => new Worker(address),
    'shared worker': () => new SharedWorker(address),
    'service worker': () => navigator.serviceWorker.register(address),
    frame: () => added('iframe', { src: address }),
    object: () => added('object', { data: address, type: 'text/html' }),
    media: () => added('video', { src: address }),
    form: () => added('form', { action: address, method: 'post' }).submit(),
  };
  try {
    await WAYS_OUT[way]();
  } catch {
    // A blocked attempt may throw as well; what counts is what the browser says of it.
  }
  for (let wait = 0; wait < waits && seen.length === 0; wait += 1) await new Promise((passed) => setTimeout(passed, 50));
  document.removeEventListener('securitypolicyviolation', note);
  return [...new Set(seen)];
}

test('the lock is the agreed policy, set once, after everything has come', async (t) => {
  const host = await startHost(t);
  const app = new App(await browser.page(t, KEEPING), host.url);
  await app.page.addInitScript(() => {
    globalThis.seen = [];
    new MutationObserver(() => {
      const { lock, offline, clinic, portal, laboratory } = document.documentElement.dataset;
      globalThis.seen.push({ lock, ended: [offline, clinic, portal, laboratory].every(Boolean) });
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-lock', 'data-offline', 'data-clinic', 'data-laboratory', 'data-portal'] });
  });
  await app.open();
  const seen = await app.page.evaluate(() => globalThis.seen);
  assert.ok(seen.length >= 4, JSON.stringify(seen));
  assert.deepEqual(seen.filter(({ lock }) => lock).map(({ ended }) => ended), [true]);
  const policies = await app.page
    .locator('meta[http-equiv="Content-Security-Policy"]')
    .evaluateAll((all) => all.map(({ content }) => content));
  assert.equal(policies.length, 2);
  assert.equal(policies[1], POLICY);
});

test('until the page says so it is not locked, and each way to its own host is open', async (t) => {
  const host = await startHost(t);
  const app = new App(await browser.page(t, KEEPING), host.url);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  host.instead = (request, response) => {
    if (request.url.startsWith('/way')) return Boolean(response.end());
    if (!/laboratory-[0-9a-f]+\.wasm/.test(request.url)) return false;
    held.then(() => response.destroy());
    return true;
  };
  await app.load();
  await app.portal('ready');
  for (const [way, [, isOpen]] of Object.entries(WAYS)) {
    if (!isOpen) continue;
    const path = `/way?${encodeURIComponent(way)}`;
    const came = host.waitsFor((line) => line.endsWith(path));
    await Promise.all([came, app.page.evaluate(attempt, [way, new URL(path, host.url).href, 0])]);
  }
  assert.equal(await app.told('lock'), null);
  release();
  await app.laboratory('failed');
  await app.locked();
});

test('once locked, each way out is blocked, to the own host and to others, and the host sees nothing', async (t) => {
  const host = await startHost(t);
  const app = new App(await browser.page(t, KEEPING), host.url);
  await app.open('#/assess');
  await app.confirm();
  await app.enter(CASES.R4);
  const atLock = host.asked.length;
  for (const [way, [directive]] of Object.entries(WAYS)) {
    for (const address of [`${host.url}way?cv=0.61`, `${FOREIGN}way?cv=0.61`]) {
      // A worker or a service worker of another host is refused before any policy is asked.
      if (/worker/.test(way) && address.startsWith(FOREIGN)) continue;
      assert.deepEqual(await app.page.evaluate(attempt, [way, address]), [directive], `${way} to ${address}`);
    }
  }
  assert.deepEqual(host.asked.slice(atLock), []);
  // A driver waits for a form's page even when it is blocked, so the answer is read without it.
  const answer = await app.page.evaluate(() => document.querySelector('output[name="cv_sil2r"]').dataset.possible);
  assert.equal(answer, 'R4', 'the answer stands');
});

test('a worker that is started after the lock is locked too', async (t) => {
  const host = await startHost(t);
  const app = new App(await browser.page(t, KEEPING), host.url);
  await app.open();
  const atLock = host.asked.length;
  const said = await app.page.evaluate((address) => {
    const script = `
      const blocked = [];
      addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
      const attempts = {
        fetch: () => fetch('${address}'),
        websocket: () => new WebSocket('${address}'.replace(/^http/, 'ws')),
        eventsource: () => new EventSource('${address}'),
        import: () => importScripts('${address}'),
      };
      (async () => {
        for (const [way, act] of Object.entries(attempts)) {
          try { await act(); } catch {}
          await new Promise((passed) => setTimeout(passed, 200));
          blocked.push(way);
        }
        postMessage(blocked);
      })();`;
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
    return new Promise((told) => (worker.onmessage = ({ data }) => told(data)));
  }, `${host.url}way`);
  const ways = { fetch: 'connect-src', websocket: 'connect-src', eventsource: 'connect-src', import: 'script-src-elem' };
  const expected = Object.entries(ways).flatMap(([way, directive]) => (engine.blockedInSilence.includes(way) ? [way] : [directive, way]));
  assert.deepEqual(said, expected);
  assert.deepEqual(host.asked.slice(atLock), []);
});

test('the page cannot take the lock away', async (t) => {
  const host = await startHost(t);
  const app = new App(await browser.page(t, KEEPING), host.url);
  await app.open();
  const atLock = host.asked.length;
  await app.page.evaluate(() => {
    for (const meta of document.querySelectorAll('meta[http-equiv]')) meta.remove();
    document.documentElement.removeAttribute('data-lock');
  });
  assert.deepEqual(await app.page.evaluate(attempt, ['fetch', `${host.url}way`]), ['connect-src']);
  assert.deepEqual(host.asked.slice(atLock), []);
});

test('without service workers the page is locked all the same', async (t) => {
  for (const [plant, offline] of [
    [() => delete Navigator.prototype.serviceWorker, 'none'],
    [() => { ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError')); }, 'failed'],
  ]) {
    const host = await startHost(t);
    const app = new App(await browser.page(t, KEEPING), host.url);
    await app.page.addInitScript(plant);
    await app.open();
    assert.equal(await app.told('offline'), offline);
    assert.ok(!host.asked.some((line) => line.includes('service-worker')));
    const atLock = host.asked.length;
    assert.deepEqual(await app.page.evaluate(attempt, ['image', `${host.url}way`]), ['img-src']);
    assert.deepEqual(host.asked.slice(atLock), []);
  }
});

test('the worker of the offline copy has a policy of its own', async (t) => {
  const host = await startHost(t);
  const app = new App(await browser.page(t, KEEPING), host.url);
  const answer = await app.page.request.get(`${host.url}service-worker.js`);
  assert.equal(answer.headers()['content-security-policy'], "default-src 'none'; connect-src 'self'");
  assert.equal(answer.headers()['cache-control'], 'no-cache');
  const manifest = await app.page.request.get(`${host.url}manifest.webmanifest`);
  assert.match(manifest.headers()['content-type'], /^application\/manifest\+json/);
  await app.open();
  assert.equal(await app.told('build'), (await builtAs(DIST)).build);
  const [worker] = app.page.context().serviceWorkers();
  const blocked = await worker.evaluate(async (foreign) => {
    const seen = [];
    addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    await fetch(foreign, { mode: 'no-cors' }).catch(() => {});
    try {
      importScripts('./boot.js');
    } catch {
      // Blocked, or too late for a worker that is installed: either is good.
    }
    await new Promise((passed) => setTimeout(passed, 200));
    return seen;
  }, FOREIGN);
  assert.ok(blocked.includes('connect-src'), blocked.join());
});
