// Puts the people of a file through the WebAssembly build in a browser and compares digests of what it
// writes with digests of what the native build wrote.
//
//   node tests/oracle/browser.mjs MODULE_FOLDER PEOPLE.jsonl ACTUAL.jsonl
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { launchBrowser } from '../e2e/pages/session.mjs';

const [folder, people, actual] = process.argv.slice(2);
const MODULE = 'shirube_wasm_lines';
const LINES_AT_ONCE = 20_000;

/** The files that the page asks for, and a page. */
const FILES = {
  '/': ['text/html', null],
  [`/${MODULE}.js`]: ['text/javascript', join(folder, `${MODULE}.js`)],
  [`/${MODULE}_bg.wasm`]: ['application/wasm', join(folder, `${MODULE}_bg.wasm`)],
};

function serve() {
  const server = createServer((request, response) => {
    const [type, file] = FILES[request.url] ?? [];
    if (!type) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': type });
    return file ? createReadStream(file).pipe(response) : response.end('<!doctype html><title>oracle</title>');
  });
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)));
}

/** The lines of a file, so many at a time. */
async function* blocks(file) {
  let lines = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    lines.push(line);
    if (lines.length === LINES_AT_ONCE) {
      yield lines;
      lines = [];
    }
  }
  if (lines.length > 0) yield lines;
}

const digest = (lines) => createHash('sha256').update(`${lines.join('\n')}\n`).digest('hex');

const server = await serve();
const browser = await launchBrowser();
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.evaluate(async (module) => {
  const { default: start, assess_lines: assessLines } = await import(`/${module}.js`);
  await start();
  globalThis.digestOf = async (text, first) => {
    const bytes = new TextEncoder().encode(assessLines(text, first));
    const digest = await crypto.subtle.digest('SHA-256', bytes);
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  };
}, MODULE);

let count = 0;
const different = [];
const native = blocks(actual);
const whole = { browser: createHash('sha256'), native: createHash('sha256') };
for await (const lines of blocks(people)) {
  const first = count + 1;
  const inBrowser = await page.evaluate(
    ([text, line]) => globalThis.digestOf(text, line),
    [`${lines.join('\n')}\n`, first],
  );
  const { value } = await native.next();
  const outside = digest(value ?? []);
  whole.browser.update(inBrowser);
  whole.native.update(outside);
  if (inBrowser !== outside) different.push(`lines ${first} to ${first + lines.length - 1}`);
  count += lines.length;
}
const { value: rest } = await native.next();
if (rest) different.push(`${basename(actual)} has more lines`);
await browser.close();
server.close();
console.log(`browser ${whole.browser.digest('hex')}`);
console.log(`native  ${whole.native.digest('hex')}`);
console.log(`${count} lines in blocks of ${LINES_AT_ONCE}, ${different.length} blocks differ`);
different.slice(0, 10).forEach((place) => console.log(`  ${place}`));
process.exitCode = different.length === 0 ? 0 : 1;
