// How fast traces are read under Node and in Chromium, by our module and by the fastest JavaScript library.
//
//   node traces.mjs LIST NODE_MODULE WEB_MODULE LIBRARY
//
// LIST names the files, one a line; the modules are folders that wasm-bindgen made; LIBRARY is the folder of
// @teselagen/bio-parsers. Prints one line of JSON.
import { createReadStream, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../e2e/pages/session.mjs';
import { libraryShare, measure } from './traces_measure.mjs';

const [list, nodeModule, webModule, library] = process.argv.slice(2);
const names = readFileSync(list, 'utf8').trimEnd().split('\n');
const MODULE = 'shirube_trace_speed';

const require = createRequire(import.meta.url);
const { mean_second_share: share } = require(path.resolve(nodeModule, `${MODULE}.js`));
const { ab1ToJson } = require(path.resolve(library, 'index.cjs'));
const files = names.map((name) => readFileSync(name));
const node = {
  wasm: await measure(files, share),
  // In Node the library takes an object that holds the bytes.
  library: await measure(files.map((buffer) => ({ buffer: new Uint8Array(buffer) })), (file) => libraryShare(ab1ToJson, file)),
};
console.log(JSON.stringify({ node, browser: await inBrowser() }));

async function inBrowser() {
  const server = await serve();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.addScriptTag({ url: '/library.js' });
    return await page.evaluate(
      async ([module, count]) => {
        const { default: start, mean_second_share: shareOf } = await import(`/${module}.js`);
        const { libraryShare: ofLibrary, measure: measured } = await import('/traces_measure.mjs');
        await start();
        const fetched = [];
        for (let place = 0; place < count; place += 1) {
          fetched.push(new Uint8Array(await (await fetch(`/trace/${place}`)).arrayBuffer()));
        }
        // In a browser the library takes what a visitor chose.
        const chosen = fetched.map((bytes) => new File([bytes], 'trace.ab1'));
        return {
          wasm: await measured(fetched, shareOf),
          library: await measured(chosen, (file) => ofLibrary(globalThis.bioParsers.ab1ToJson, file)),
        };
      },
      [MODULE, names.length],
    );
  } finally {
    await browser.close();
    server.close();
  }
}

function serve() {
  const script = 'text/javascript';
  const known = {
    '/': ['text/html', null],
    [`/${MODULE}.js`]: [script, path.join(webModule, `${MODULE}.js`)],
    [`/${MODULE}_bg.wasm`]: ['application/wasm', path.join(webModule, `${MODULE}_bg.wasm`)],
    '/library.js': [script, path.join(library, 'index.umd.cjs')],
    '/traces_measure.mjs': [script, fileURLToPath(new URL('traces_measure.mjs', import.meta.url))],
  };
  names.forEach((name, place) => { known[`/trace/${place}`] = ['application/octet-stream', name]; });
  const server = createServer((request, response) => {
    const [type, file] = known[request.url] ?? [];
    if (!type) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': type });
    return file ? createReadStream(file).pipe(response) : response.end('<!doctype html><title>traces</title>');
  });
  return new Promise((ready) => { server.listen(0, '127.0.0.1', () => ready(server)); });
}
