// The policy is not broken, nothing is asked for once the page is locked, and nothing is kept but the app itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CASES } from './pages/cases.mjs';
import { simulatedTraces } from './pages/program.mjs';
import { KEEPING, session } from './pages/session.mjs';

const browser = session();
const traces = simulatedTraces('--count', '3');

test('a tour of all screens: no violation, no request, nothing stored but the app', async (t) => {
  const app = await browser.app(t, KEEPING);
  const { page } = app;
  const complaints = [];
  const requests = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  // Also those of the worker that keeps the offline copy; a blob and the icon are in memory.
  const kept = [];
  page.context().on('request', (request) => {
    if (!/^(blob|data):/.test(request.url())) (request.serviceWorker() ? kept : requests).push(request.url());
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) =>
      globalThis.violations.push(`${event.violatedDirective}: ${event.blockedURI}`),
    );
  });

  await app.open();
  await page.waitForLoadState('networkidle');
  const programs = requests.filter((url) => url.endsWith('.wasm')).map((url) => new URL(url).pathname);
  assert.match(programs.join(' '), /^\/shirube-app-\S+ \/idle\/clinic-\S+ \/idle\/portal-\S+ \/idle\/laboratory-\S+$/, 'all programs came while we watched');
  const foreign = [...requests, ...kept].filter((url) => new URL(url).origin !== new URL(app.url).origin);
  assert.deepEqual(foreign, [], 'only the app’s own files');
  const atStart = requests.length;
  const keptAtStart = kept.length;

  await app.go('#/assess');
  await app.confirm();
  for (const entries of Object.values(CASES)) await app.enter(entries);
  await app.press('example');
  for (const month of ['1', '56']) await app.set('months', month);
  for (const level of ['words', 'icons', 'numbers', 'everything']) await app.set('show', level);
  await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
  await app.press('more');
  await page.emulateMedia({ colorScheme: 'dark' });
  await app.set('language', 'ja');
  await page.emulateMedia({ media: 'print' });
  await page.pdf();
  await page.emulateMedia({ media: 'screen' });
  await app.go('#/trace');
  const files = page.locator('#laboratory input[type="file"]').first();
  await files.setInputFiles(traces.files.slice(0, 1));
  await page.locator('.viewer-canvas').waitFor();
  await files.setInputFiles(traces.files);
  await page.locator('#laboratory table').first().waitFor();
  const [saved] = await Promise.all([page.waitForEvent('download'), app.press('batch_csv')]);
  assert.equal(await saved.failure(), null);
  await app.go('#/sites');
  await page.locator('#laboratory button[name="example"], #laboratory button[name$="example"]').first().click();
  await page.locator('#laboratory canvas').first().waitFor();
  for (const route of ['#/learn/cv', '#/trials/rin-1', '#/kit', '#/about', '#/']) await app.go(route);
  await page.waitForLoadState('networkidle');

  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  assert.deepEqual(complaints, []);
  assert.deepEqual(requests.slice(atStart), [], 'no request after the start');
  assert.deepEqual(kept.slice(keptAtStart), [], 'nor by the worker');
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookie: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
  }));
  const copy = `shirube ${app.url} ${await app.told('build')}`;
  assert.deepEqual(stored, { local: 0, session: 0, cookie: '', databases: 0, caches: [copy], workers: [app.url] });
  assert.deepEqual(await page.context().cookies(), []);
});

test('the policy is the agreed one, in the page and in the header, and it bites', async (t) => {
  const app = await browser.app(t);
  const response = await app.page.goto(app.url);
  const agreed = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  // The second is the lock.
  const meta = app.page.locator('meta[http-equiv="Content-Security-Policy"]').first();
  assert.deepEqual((await meta.getAttribute('content')).split(/;\s*/), agreed);
  assert.deepEqual((await response.headerValue('content-security-policy')).split(/;\s*/), [
    ...agreed,
    "frame-ancestors 'none'",
  ]);
  const html = await response.text();
  assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/i, 'nothing inline');
  const refused = await app.page.evaluate(() =>
    fetch('https://example.invalid/').then(() => 'sent', (error) => error.name),
  );
  assert.equal(refused, 'TypeError');
});
