// The one table of headers agrees with the page and with itself, and the file for static hosts agrees with the table.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { filesOf, judge } from '../../tools/check_headers.mjs';
import { headersOf, isHashed, TABLE, typeOf } from '../../tools/header_table.mjs';
import { headersFor, LIMITS, rulesOf } from './static_host.mjs';

const ROOT = new URL('../../', import.meta.url);
const DIST = process.env.SHIRUBE_DIST ?? fileURLToPath(new URL('dist/', ROOT));
const text = (path) => readFile(new URL(path, ROOT), 'utf8');
const files = [...filesOf(DIST), { path: 'service-worker.js', copies: [] }, { path: 'manifest.webmanifest', copies: [] }];

test('the policy is that of the page, and nobody may frame it', async () => {
  const html = await text('index.html');
  const [, ofPage] = html.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/);
  assert.equal(TABLE.everyAnswer['Content-Security-Policy'], `${ofPage}; frame-ancestors 'none'`);
});

test('no feature is allowed but filling the screen', () => {
  const features = TABLE.everyAnswer['Permissions-Policy'].split(', ').map((feature) => feature.split('='));
  assert.equal(new Set(features.map(([name]) => name)).size, features.length, 'each is named once');
  const allowed = features.filter(([, list]) => list !== '()');
  assert.deepEqual(allowed, [['fullscreen', '(self)']]);
  const sensitive = 'camera microphone geolocation payment usb serial hid bluetooth clipboard-read display-capture web-share';
  for (const name of sensitive.split(' ')) assert.ok(features.some(([feature]) => feature === name), name);
});

test('names with a hash are told from others, and only they are kept', () => {
  for (const path of ['idle/clinic-2a266a4feb164dd2.js', 'shirube-app-865a2c290a4a20c7_bg.wasm', 'tokens-0123456789ab.css']) {
    assert.ok(isHashed(path), path);
    assert.match(headersOf(path, true)['Cache-Control'], /immutable/);
    assert.equal(headersOf(path, false)['Cache-Control'], 'no-cache', 'what is not there may come');
  }
  for (const path of ['', 'index.html', 'boot.js', 'service-worker.js', 'a-0123456789a.js', 'a-0123456789abcdef0.js']) {
    assert.equal(headersOf(path, true)['Cache-Control'], 'no-cache', path);
  }
});

test('every file of the app has a type', () => {
  for (const { path } of files) assert.ok(typeOf(path), path);
});

test('the file for static hosts gives every file what the table says', async () => {
  const source = await text('deploy/static/_headers');
  const rules = rulesOf(source);
  assert.ok(rules.length <= LIMITS.rules);
  for (const line of source.split('\n')) assert.ok(line.length <= LIMITS.lineLength, line.slice(0, 80));
  assert.deepEqual(broken(rules), []);
});

test('a line that is taken away, or changed, is noticed', async () => {
  const lines = (await text('deploy/static/_headers')).split('\n');
  const settings = [...lines.keys()].filter((at) => /^\s+\S/.test(lines[at]));
  assert.ok(settings.length > Object.keys(TABLE.everyAnswer).length);
  for (const at of settings) {
    assert.notDeepEqual(broken(rulesOf(lines.with(at, `${lines[at]}x`).join('\n'))), [], `with ${lines[at]}x`);
    // Hosts know the types by themselves, as a rule.
    if (lines[at].includes('Content-Type')) continue;
    assert.notDeepEqual(broken(rulesOf(lines.toSpliced(at, 1).join('\n'))), [], `without ${lines[at]}`);
  }
});

/** What the check would say of a host that reads these rules and knows the types of files. */
function broken(rules) {
  return files.flatMap((file) => {
    const headers = { 'content-type': typeOf(file.path), vary: 'accept-encoding', ...headersFor(`/${file.path}`, rules) };
    const findings = judge({ status: 200, headers, body: file.content }, { ...file, copies: [] }, ['identity']);
    return findings.filter((finding) => finding.problem).map((finding) => `${file.path} ${finding.rule}: ${finding.problem}`);
  });
}
