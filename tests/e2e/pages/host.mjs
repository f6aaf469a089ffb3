// A host in the hands of a test: it keeps a list of what it was asked for, can serve another version of the app, answer
// with something else, or be gone.
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, request as ask } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serve } from '../../../tools/serve.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const DIST = process.env.SHIRUBE_DIST ?? join(ROOT, 'dist');

/** A folder of its own with a copy of the finished app, gone after the test. */
export async function copyOfDist(t) {
  const folder = await mkdtemp(join(tmpdir(), 'shirube-host-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await cp(DIST, folder, { recursive: true });
  return folder;
}

/** The name of the file whose name begins and ends so. */
export async function fileNamed(folder, start, end) {
  return (await readdir(folder)).find((name) => name.startsWith(start) && name.endsWith(end));
}

/** Another version: its first two scripts have other names, and the first says that it is the second version. */
export async function secondVersion(t) {
  const folder = await copyOfDist(t);
  await changeScript(folder, 'boot', "document.documentElement.dataset.boot = 'second';");
  await changeScript(folder, 'shirube-app', '// Another version.');
  await promisify(execFile)('cargo', ['xtask', 'stamp', folder], { cwd: ROOT });
  return folder;
}

/** Puts a line before a script, gives it another name, and tells the page. */
async function changeScript(folder, start, line) {
  const old = await fileNamed(folder, `${start}-`, '.js');
  const name = `${start}-00000000000000e2.js`;
  await rename(join(folder, old), join(folder, name));
  for (const ending of ['.br', '.gz']) await rm(join(folder, old + ending));
  await writeFile(join(folder, name), `${line}\n${await readFile(join(folder, name), 'utf8')}`);
  const page = join(folder, 'index.html');
  await writeFile(page, (await readFile(page, 'utf8')).replaceAll(old, name));
}

/** The build of a finished app, and its list for the offline copy. */
export async function builtAs(folder) {
  const script = await readFile(join(folder, 'service-worker.js'), 'utf8');
  return JSON.parse(script.match(/^const COPY = (.*);$/m)[1]);
}

/** A host on a port of its own; `folder` is what it serves at first. */
export async function startHost(t, folder = DIST) {
  const host = {
    /** Method and path of each request, in order. */
    asked: [],
    /** Answers a request itself and says so, or leaves it to the app's server. */
    instead: () => false,
    /** Ends when such a request comes. */
    async waitsFor(isIt, limit = 20_000) {
      const late = Date.now() + limit;
      while (!host.asked.some(isIt)) {
        if (Date.now() > late) throw new Error(`never asked for ${isIt}`);
        await new Promise((passed) => setTimeout(passed, 10));
      }
    },
    /** Serves another folder from now on. */
    async serves(other) {
      const before = app;
      app = await serve(other, 0);
      await before?.close();
    },
    /** Hands a request to the app's server, as it does where `instead` says no. */
    passesOn(request, response) {
      const { method, headers, url: path } = request;
      const inner = ask({ host: '127.0.0.1', port: new URL(app.url).port, method, headers, path }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      inner.on('error', () => response.destroy());
      request.pipe(inner);
    },
    async close() {
      await app?.close();
      app = null;
      front.closeAllConnections();
      await new Promise((closed) => front.close(closed));
    },
  };
  let app = null;
  const front = createServer((request, response) => {
    host.asked.push(`${request.method} ${request.url}`);
    if (!host.instead(request, response)) host.passesOn(request, response);
  });
  await host.serves(folder);
  await new Promise((listening) => front.listen(0, '127.0.0.1', listening));
  host.url = `http://127.0.0.1:${front.address().port}/`;
  t.after(() => front.listening && host.close());
  return host;
}
