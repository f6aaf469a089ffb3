// Debian's nginx, Apache and Caddy with the files of deploy/ send what deploy/headers.json says, for every file of the app.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { check, filesOf, get, summary } from '../../tools/check_headers.mjs';
import { TABLE } from '../../tools/header_table.mjs';
import { serve } from '../../tools/serve.mjs';
import { App } from '../e2e/pages/app.mjs';
import { launchBrowser } from '../e2e/pages/session.mjs';
import { stage, start } from './servers.mjs';

const DIST = process.env.SHIRUBE_DIST ?? fileURLToPath(new URL('../../dist/', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../tools/check_headers.mjs', import.meta.url));
const run = promisify(execFile);
const SELF_SIGNED = { insecure: true };
const SERVICE_WORKER = 'service-worker.js';
/** A file with copies in both encodings; `addSamples` writes it. */
const SCRIPT = 'hashed/sample-0123456789abcdef.js';
const LOG_LIMIT = 5000;
const [HSTS] = Object.keys(TABLE.overTlsIfWanted);

let place;
let files;
let browser;
before(async () => {
  place = await stage(DIST);
  await addSamples(place.app);
  files = filesOf(place.app);
  // A service worker needs a certificate that the browser takes; the context's own option is not for workers.
  browser = await launchBrowser(['--ignore-certificate-errors']);
});
after(async () => {
  await browser?.close();
  await place?.remove();
});

/** One file of every type of the table, some below a folder, and the service worker with its own policy. */
async function addSamples(folder) {
  const worker = `// ${'a sample '.repeat(50)}\n`;
  const samples = { [SCRIPT]: worker, 'hashed/too-short-0123456789a.js': worker };
  for (const ending of Object.keys(TABLE.types)) samples[`samples/sample.${ending}`] = `a sample of ${ending}\n`;
  if (!filesOf(folder).some((file) => file.path === SERVICE_WORKER)) samples[SERVICE_WORKER] = worker;
  for (const [path, content] of Object.entries(samples)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    if (content !== worker) continue;
    await writeFile(`${file}.br`, brotliCompressSync(content));
    await writeFile(`${file}.gz`, gzipSync(content));
  }
}

/** Fails with the whole list when anything is not as the table says. */
function assertAsTheTable(findings) {
  assert.ok(findings.length > files.length, 'something was looked at');
  const wrong = findings.filter((finding) => finding.problem);
  assert.equal(wrong.length, 0, `\n${summary(findings).join('\n')}`);
}

/** The rules that are broken when a server sends the page only. */
async function brokenRules(base, some = files.filter((file) => file.path === 'index.html')) {
  const findings = await check(base, some, SELF_SIGNED);
  return [...new Set(findings.filter((finding) => finding.problem).map((finding) => finding.rule))];
}

/** The text without the lines that set this header, in the language of any of the three servers. */
function without(header) {
  const line = new RegExp(`^[ \\t]*(?:add_header |Header always set |header )?${header} .*\\n`, 'gm');
  return (_, text) => text.replace(line, '');
}

test('the development server sends the same', async (t) => {
  const server = await serve(place.app, 0);
  t.after(() => server.close());
  assertAsTheTable(await check(server.url, files));
  const less = await serve(place.app, 0, { 'Cross-Origin-Embedder-Policy': null });
  t.after(() => less.close());
  assert.deepEqual(await brokenRules(less.url), ['Cross-Origin-Embedder-Policy']);
});

test('the command says the same to an administrator, with and without the build at hand', async (t) => {
  const good = await serve(place.app, 0);
  t.after(() => good.close());
  const bad = await serve(place.app, 0, { 'X-Content-Type-Options': null });
  t.after(() => bad.close());
  for (const more of [[], ['--dist', place.app]]) {
    const { stdout } = await run(process.execPath, [COMMAND, good.url, ...more]);
    assert.match(stdout, /^ok +Permissions-Policy \(\d+\)$/m);
    assert.match(stdout, /checks, all as they should be$/m);
    await assert.rejects(run(process.execPath, [COMMAND, bad.url, ...more]), (error) => {
      assert.equal(error.code, 1);
      assert.match(error.stdout, /^WRONG +X-Content-Type-Options/m);
      return true;
    });
  }
});

for (const name of ['nginx', 'apache', 'caddy']) {
  describe(name, () => {
    let server;
    before(async () => {
      server = await start(name, place);
    });
    after(() => server?.close());

    test('under its own host name, over https: every file, every encoding, every header, every byte', async () => {
      assertAsTheTable(await check(server.url, files, SELF_SIGNED));
    });

    test('in a folder of another site: the same', async () => {
      assertAsTheTable(await check(server.folderUrl, files));
      const bare = await get(server.folderUrl.slice(0, -1));
      assert.ok([301, 308].includes(bare.status), `${bare.status}`);
      assert.equal(new URL(bare.headers.location, server.folderUrl).href, server.folderUrl, 'the slash is added: addresses are relative');
      const outside = await get(new URL('/no-such-file', server.folderUrl));
      assert.equal(outside.headers['content-security-policy'], undefined, 'the rest of the site keeps its own headers');
    });

    test('the service worker has a policy of its own, and asks the server each time', async () => {
      for (const encoding of ['identity', 'gzip', 'br']) {
        const { headers } = await get(new URL(SERVICE_WORKER, server.url), { 'Accept-Encoding': encoding }, SELF_SIGNED);
        assert.equal(headers['content-encoding'] ?? 'identity', encoding);
        assert.equal(headers['content-security-policy'], "default-src 'none'; connect-src 'self'");
        assert.equal(headers['cache-control'], 'no-cache');
      }
    });

    test('a compressed copy has no address of its own', async () => {
      for (const file of files.filter((file) => file.copies.length > 0)) {
        for (const ending of Object.values(TABLE.compressedCopies)) {
          const { status } = await get(new URL(file.path + ending, server.url), {}, SELF_SIGNED);
          assert.equal(status, 404, `${file.path}${ending}`);
        }
      }
    });

    test('an encoding that is refused does not come', async () => {
      const encodings = { 'br;q=0, gzip': 'gzip', 'gzip;q=0, br;q=0': 'identity', '': 'identity', 'brotli-like, xgzip': 'identity' };
      for (const [accept, expected] of Object.entries(encodings)) {
        const { headers } = await get(new URL(SCRIPT, server.url), { 'Accept-Encoding': accept }, SELF_SIGNED);
        assert.equal(headers['content-encoding'] ?? 'identity', expected, accept);
      }
    });

    test('what has not changed is not sent again', async () => {
      for (const accept of ['identity', 'gzip', 'br']) {
        const url = new URL('index.html', server.url);
        const first = await get(url, { 'Accept-Encoding': accept }, SELF_SIGNED);
        const again = await get(url, { 'Accept-Encoding': accept, 'If-None-Match': first.headers.etag }, SELF_SIGNED);
        assert.equal(again.status, 304, accept);
        assert.equal(again.headers['cache-control'], 'no-cache');
        assert.equal(again.body.length, 0);
      }
    });

    test('a question for the headers only gets the same headers', async () => {
      const url = new URL(SCRIPT, server.url);
      const asked = { 'Accept-Encoding': 'br' };
      const whole = await get(url, asked, SELF_SIGNED);
      const head = await get(url, asked, { ...SELF_SIGNED, method: 'HEAD' });
      // The length may be left out.
      for (const { headers } of [whole, head]) for (const header of ['date', 'content-length']) delete headers[header];
      assert.deepEqual(head.headers, whole.headers);
      assert.equal(head.body.length, 0);
    });

    test('the log tells file, time and status, and nothing of the visitor', async () => {
      const said = { Referer: 'https://secret-referrer.example/', 'User-Agent': 'secret-agent', Cookie: 'secret=cookie' };
      await get(new URL(`${SCRIPT}?secret=query`, server.url), said, SELF_SIGNED);
      await get(new URL('not-there.js?secret=query', server.url), said, SELF_SIGNED);
      const lines = await logWith(server.log, [SCRIPT, '/not-there.js']);
      assert.match(lines, /\b127\.0\.0\.0\b.*\/hashed\/sample-\w+\.js.*\b200\b/);
      assert.match(lines, /\/not-there\.js.*\b404\b/);
      assert.doesNotMatch(server.said(), /secret/, 'on the console, which a system keeps too');
      // Whatever else the server writes lies in the same folder.
      for (const file of await readdir(dirname(server.log), { withFileTypes: true })) {
        if (!file.isFile() || !file.name.endsWith('.log')) continue;
        const text = await readFile(join(dirname(server.log), file.name), 'utf8');
        assert.doesNotMatch(text, /secret/, file.name);
        // The full address may stand in the log of the other site, which holds the folder.
        if (file.name.startsWith('shirube')) assert.doesNotMatch(text, /127\.0\.0\.1(?!:)/, file.name);
      }
    });

    test('HSTS is off until wanted, and then over https only', async (t) => {
      const url = new URL('index.html', server.url);
      assert.equal((await get(url, {}, SELF_SIGNED)).headers[HSTS.toLowerCase()], undefined);
      const wanted = await start(name, place, (_, text) => text.replaceAll('# HSTS: ', ''));
      t.after(() => wanted.close());
      for (const path of ['', SCRIPT, 'no-such-file']) {
        const { headers } = await get(new URL(path, wanted.url), {}, SELF_SIGNED);
        assert.equal(headers[HSTS.toLowerCase()], TABLE.overTlsIfWanted[HSTS], `/${path}`);
        assert.equal((await get(new URL(path, wanted.folderUrl))).headers[HSTS.toLowerCase()], undefined, `http, /${path}`);
      }
      assert.deepEqual(await brokenRules(wanted.url), []);
    });

    for (const way of ['url', 'folderUrl']) {
      test(`the app starts in Chromium, is kept for offline use, and may fill the screen but nothing else: ${way}`, async (t) => {
        const context = await browser.newContext({ locale: 'en-US' });
        t.after(() => context.close());
        const page = await context.newPage();
        const complaints = [];
        const failed = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(String(error)));
        page.on('response', (response) => response.status() >= 400 && failed.push(response.url()));
        const app = new App(page, server[way]);
        await app.openAssess();
        await page.locator('html[data-offline="ready"]').waitFor({ state: 'attached' });
        await page.locator('html[data-lock="locked"]').waitFor({ state: 'attached' });
        assert.deepEqual(complaints, []);
        assert.deepEqual(failed, []);
        const listed = TABLE.everyAnswer['Permissions-Policy'].split(/=\S+\s*/);
        const allowed = await page.evaluate(() => document.featurePolicy.allowedFeatures());
        assert.deepEqual(allowed.filter((feature) => listed.includes(feature)), ['fullscreen']);
        const unlisted = allowed.filter((feature) => !listed.includes(feature));
        if (unlisted.length > 0) t.diagnostic(`this Chromium knows features that deploy/headers.json does not: ${unlisted.join(', ')}`);
      });
    }

    for (const header of Object.keys(TABLE.everyAnswer).concat('Cache-Control')) {
      test(`without ${header} the check fails`, async (t) => {
        const less = await start(name, place, without(header));
        t.after(() => less.close());
        assert.deepEqual(await brokenRules(less.url), [header]);
      });
    }

    test('with a wrong type, or a hashed name that is asked for again, the check fails', async (t) => {
      const edit = (_, text) => text.replaceAll('application/wasm', 'text/html').replaceAll(', immutable', '');
      const wrong = await start(name, place, edit);
      t.after(() => wrong.close());
      const some = files.filter((file) => file.path.endsWith('.wasm'));
      assert.deepEqual((await brokenRules(wrong.url, some)).sort(), ['Cache-Control', 'Content-Type']);
    });

    if (name === 'caddy') return;
    test('http leads to https', async () => {
      const { status, headers } = await get(new URL(SCRIPT, server.plainUrl));
      assert.equal(status, 301);
      assert.equal(headers.location, `https://shirube.example.org/${SCRIPT}`);
    });

    if (name === 'nginx') {
      test('without the brotli module the .gz copy is used', async (t) => {
        const less = await start(name, place, (_, text) => text.replace('brotli_static on;', ''));
        t.after(() => less.close());
        const { headers } = await get(new URL(SCRIPT, less.url), { 'Accept-Encoding': 'gzip, br' }, SELF_SIGNED);
        assert.equal(headers['content-encoding'], 'gzip');
        assert.equal(headers.vary, 'Accept-Encoding');
      });
    }

    if (name !== 'apache') return;
    test('on rented space, as .htaccess: the same', async () => {
      assertAsTheTable(await check(server.rentedUrl, files));
    });
  });
}

/** The log once these words stand in it: servers write after they answered. */
async function logWith(file, words) {
  const deadline = Date.now() + LOG_LIMIT;
  for (;;) {
    const text = await readFile(file, 'utf8');
    if (words.every((word) => text.includes(word))) return text;
    assert.ok(Date.now() < deadline, `${words.join(' and ')} never came into the log:\n${text}`);
    await sleep(20);
  }
}
