// Serves a finished build on this machine only, with the headers of deploy/headers.json.
//
//   node tools/serve.mjs DIST [--port N] [--open]
//
// The end-to-end tests import `serve` from here, so that they see what a visitor sees.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import sirv from 'sirv';
import { headersOf, isCompressedCopy, typeOf } from './header_table.mjs';

const HOST = '127.0.0.1';
const DEFAULT_PORT = '8080';

/**
 * Starts a server for the folder `dist`; port 0 picks a free one.
 *
 * A test that wants to see what happens without a header, or with another one, says so in `changes`: null leaves it out.
 *
 * @param {string} dist
 * @param {number} port
 * @param {Record<string, string | null>} changes
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(dist, port, changes = {}) {
  if (!existsSync(join(dist, 'index.html'))) throw new Error(`${dist} holds no index.html`);
  // `dev` looks files up at each request: a list made once would break when the app is built anew.
  const files = sirv(dist, {
    dev: true,
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, pathname) => send(response, { ...type(pathname), ...headersOf(pathname.slice(1), true) }, changes),
  });
  const server = createServer((request, response) => {
    const path = request.url.split(/[?#]/)[0].slice(1);
    send(response, headersOf(path, false), changes);
    if (isCompressedCopy(path)) return response.writeHead(404).end();
    files(request, response);
  });
  await new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, HOST, listening);
  });
  return {
    url: `http://${HOST}:${server.address().port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** The type of the table, or nothing: then sirv's own stands. */
function type(pathname) {
  const name = typeOf(pathname);
  return name ? { 'Content-Type': name.startsWith('text/') ? `${name}; charset=utf-8` : name } : {};
}

function send(response, headers, changes) {
  for (const [name, value] of Object.entries({ ...headers, ...changes })) {
    if (value !== null) response.setHeader(name, value);
  }
}

/** Shows the page; a machine without a browser only misses the convenience. */
function openBrowser(url) {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(command, [url], { detached: true, stdio: 'ignore' });
  child.on('error', () => console.log(`No ${command} here: open ${url} in a browser yourself.`));
  child.unref();
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: DEFAULT_PORT },
      open: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (positionals.length !== 1 || !Number.isInteger(port) || port < 0 || port > 65535) {
    console.error('Usage: node tools/serve.mjs DIST [--port N] [--open]');
    process.exit(2);
  }
  const server = await serve(resolve(positionals[0]), port).catch((error) => {
    console.error(
      error.code === 'EADDRINUSE'
        ? `Port ${port} is taken by another program: choose another one with --port, for example --port ${port + 1}.`
        : `Cannot serve ${positionals[0]}: ${error.message}`,
    );
    process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => server.close().then(() => process.exit(0)));
  }
  console.log(server.url);
  if (values.open) openBrowser(server.url);
}

const startedAs = process.argv[1] && pathToFileURL(realpathSync(process.argv[1])).href;
if (import.meta.url === startedAs) await main();
