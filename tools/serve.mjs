// Serves a finished build on this machine only, with the headers a real host should send.
//
//   node tools/serve.mjs DIST [--port N] [--open]
//
// The end-to-end tests import `serve` from here, so that they see what a visitor sees.
import { spawn } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import sirv from 'sirv';

const HOST = '127.0.0.1';
const DEFAULT_PORT = '8080';
// Trunk puts up to 16 hexadecimal digits (no leading zeros) of the content's hash into the names of what it bundles.
const HASHED_NAME = /-[0-9a-f]{12,16}(?![0-9a-f])/;
// A service worker takes its policy from its own file, not from the page: it fetches the app's files and runs nothing else.
const WORKER = '/service-worker.js';
const WORKER_POLICY = "default-src 'none'; connect-src 'self'";
const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Starts a server for the folder `dist`; port 0 picks a free one.
 *
 * @param {string} dist
 * @param {number} port
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(dist, port) {
  const securityHeaders = {
    'Content-Security-Policy': contentSecurityPolicy(dist),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Permissions-Policy': 'fullscreen=(self)',
  };
  // `dev` looks files up at each request: a list made once would break when the app is built anew.
  const files = sirv(dist, { dev: true, brotli: true, gzip: true, etag: true, setHeaders: setCaching });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
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

/** The policy in index.html plus `frame-ancestors`, which a meta tag cannot carry. */
function contentSecurityPolicy(dist) {
  const html = readFileSync(join(dist, 'index.html'), 'utf8').replace(/<!--[\s\S]*?-->/g, '');
  const metas = html.match(/<meta\b(?:"[^"]*"|'[^']*'|[^>"'])*>/gi) ?? [];
  const policyMeta = metas.find((meta) => /content-security-policy/i.test(meta));
  const content = policyMeta?.match(/\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/i);
  if (!content) throw new Error(`${join(dist, 'index.html')} has no Content-Security-Policy meta tag`);
  const policy = decodeEntities(content[1] ?? content[2])
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/;$/, '');
  return `${policy}; frame-ancestors 'none'`;
}

function decodeEntities(text) {
  return text
    .replace(/&#39;|&#x27;|&apos;/gi, "'")
    .replace(/&quot;/gi, '"')
    .replace(/&amp;/gi, '&');
}

/** A hashed name never changes its content; anything else must be asked for again. */
function setCaching(response, pathname) {
  const value = HASHED_NAME.test(pathname) ? `public, max-age=${ONE_YEAR_SECONDS}, immutable` : 'no-cache';
  response.setHeader('Cache-Control', value);
  if (pathname === WORKER) response.setHeader('Content-Security-Policy', WORKER_POLICY);
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
