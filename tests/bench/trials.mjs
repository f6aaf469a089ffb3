// How fast trials are found in Chromium, one keystroke after the other.
//
//   node trials.mjs WEB_MODULE SYNONYMS COUNT
//
// WEB_MODULE is a folder that wasm-bindgen made, SYNONYMS the synonym table as JSON, COUNT how many records are made up.
// Prints one line of JSON.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { launchBrowser } from '../e2e/pages/session.mjs';

const [webModule, synonyms, count] = process.argv.slice(2);
const MODULE = 'shirube_trial_speed';

const server = await serve();
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const measured = await page.evaluate(
    async ([module, records]) => {
      const { default: start, Trials, keystrokes } = await import(`/${module}.js`);
      await start();
      const trials = new Trials(await (await fetch('/synonyms.json')).text(), records);
      const before = performance.now();
      const finder = trials.finder();
      const index = performance.now() - before;
      const typed = keystrokes().map((text) => {
        // The best of some, as others may use the machine.
        let best = Infinity;
        for (let time = 0; time < 5; time += 1) {
          const pressed = performance.now();
          finder.found(text);
          best = Math.min(best, performance.now() - pressed);
        }
        return { typed: text, milliseconds: best, found: finder.found(text) };
      });
      return { index_milliseconds: index, bytes: trials.bytes(), keystrokes: typed };
    },
    [MODULE, Number(count)],
  );
  console.log(JSON.stringify(measured));
} finally {
  await browser.close();
  server.close();
}

function serve() {
  const known = {
    '/': ['text/html', null],
    [`/${MODULE}.js`]: ['text/javascript', path.join(webModule, `${MODULE}.js`)],
    [`/${MODULE}_bg.wasm`]: ['application/wasm', path.join(webModule, `${MODULE}_bg.wasm`)],
    '/synonyms.json': ['application/json', synonyms],
  };
  const listening = createServer((request, response) => {
    const [type, file] = known[request.url] ?? [];
    if (!type) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': type });
    return file ? createReadStream(file).pipe(response) : response.end('<!doctype html><title>trials</title>');
  });
  return new Promise((ready) => { listening.listen(0, '127.0.0.1', () => ready(listening)); });
}
