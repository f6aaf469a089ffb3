// One file of settings makes another copy of the app: no code is touched.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serve } from '../../tools/serve.mjs';
import { App } from './pages/app.mjs';
import { heading, visit } from './pages/learn.mjs';
import { KEEPING, session } from './pages/session.mjs';

const browser = session();
const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SETTINGS = join(ROOT, 'tests/fixtures/second_site.toml');

let folder;
let copy;
let server;
const build = (settings, out) => run('cargo', ['xtask', 'build', '--site', settings, '--out', out], { cwd: ROOT });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shirube-site-'));
  copy = join(folder, 'copy');
  await build(SETTINGS, copy);
  server = await serve(copy, 0);
});
after(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(t, route) {
  const app = new App(await browser.page(t, { locale: 'en-US' }), server.url);
  await app.load(route);
  await app.portal('ready');
  await heading(app).waitFor();
  return app;
}

test('the copy offers its own languages, in its order', async (t) => {
  const app = await open(t, '#/learn');
  const codes = await app.control('language').evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual(codes, ['ja-easy', 'en']);
  assert.equal(await app.value('language'), 'en');
});

test('it shows its own topics, name, contact and link', async (t) => {
  const app = await open(t, '#/learn');
  const links = await app.page.locator('.topics a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  assert.deepEqual(links, ['#/learn/htlv-1', '#/learn/ham', '#/learn/questions', '#/learn/help', '#/learn/glossary']);
  const who = app.page.locator('.association');
  for (const part of ['Made-up HAM association', 'made-up contact', 'Our page']) {
    assert.ok((await who.innerText()).includes(part), part);
  }
  await app.set('language', 'ja-easy');
  assert.ok((await who.locator('ruby').count()) > 0, 'with readings in easy Japanese');
  await app.go('#/learn/atl');
  assert.equal(await app.page.locator('.text-body').count(), 0, 'a topic that is left out has no page');
});

test('its leaflets carry its address and its name', async (t) => {
  const app = await open(t, '#/kit/leaflet/learn/ham');
  const foot = await app.page.locator('.leaflet-foot').innerText();
  assert.ok(foot.includes('https://example.org/shirube/#/learn/ham'), foot);
  assert.ok(foot.includes('Made-up HAM association'), foot);
  await visit(app, '#/kit');
  const booth = await app.page.locator('input[name="booth_page"]:checked').evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual(booth, ['ham', 'help']);
});

test('all but the settings is the same', async () => {
  const page = await readFile(join(copy, 'index.html'), 'utf8');
  const first = await readFile(join(ROOT, 'dist/index.html'), 'utf8');
  const neutral = (html) => html.replace(/data-(languages|build)="[^"]*"/g, '').replace(/portal-site-[0-9a-f]{16}/, '');
  assert.equal(neutral(page), neutral(first));
  assert.notEqual(page, first);
});

test('it is a build of its own, and works without a network', async (t) => {
  const app = new App(await browser.page(t, { ...KEEPING, locale: 'en-US' }), server.url);
  await app.open('#/learn');
  const first = await readFile(join(ROOT, 'dist/index.html'), 'utf8');
  const build = await app.told('build');
  assert.match(build, /^[0-9a-f]{16}$/);
  assert.ok(!first.includes(build), 'the digest is another');
  assert.equal(await app.told('offline'), 'ready');
  await app.page.context().setOffline(true);
  await app.page.reload();
  await app.locked();
  assert.equal(await app.told('build'), build);
  assert.ok((await app.page.locator('.association').innerText()).includes('Made-up HAM association'));
});

test('settings that cannot be used stop the build, and all that is wrong is told', async () => {
  const wrong = (await readFile(SETTINGS, 'utf8'))
    .replace('https://example.org/shirube/', 'http://example.org')
    .replace('"questions"', '"flu"');
  const settings = join(folder, 'wrong.toml');
  await writeFile(settings, wrong);
  const failed = await build(settings, join(folder, 'none')).then(
    () => null,
    (error) => error.stderr,
  );
  assert.match(failed, /http:\/\/example\.org.*must start with https:\/\//);
  assert.match(failed, /there is no topic `flu`/);
});
