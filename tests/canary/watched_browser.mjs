// A browser of each engine with a profile of its own, everything it says written down.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINES } from '../engines/engine.mjs';

const CONDITION_LIMIT = 20_000;
const OPTIONS = { locale: 'en-US', viewport: { width: 1280, height: 900 }, acceptDownloads: true };

/** Starts a browser whose profile is in a new folder; `close` leaves the folder, `remove` takes it away. */
export async function startWatched(engine, recorder) {
  const folder = await mkdtemp(join(tmpdir(), 'shirube-profile-'));
  const proxy = `http://127.0.0.1:${recorder.port}`;
  // The log of all the browser does on the network, names it looks up included, lies with the profile and is searched with it.
  const log = {
    chromium: { args: [`--log-net-log=${folder}/net-log.json`, '--net-log-capture-mode=Everything'] },
    firefox: { env: { MOZ_LOG: 'timestamp,nsHttp:5,nsHostResolver:5,nsSocketTransport:4,nsWebSocket:5', MOZ_LOG_FILE: `${folder}/net-log` } },
  };
  const context = await ENGINES[engine].launchWithProfile(folder, { ...OPTIONS, ...log[engine], proxy });
  const seen = watch(context);
  return { context, folder, seen, page: context.pages()[0] ?? (await context.newPage()), remove: () => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }) };
}

/** Starts a browser for many short visits, each in a context of its own that keeps nothing on the disk. */
export async function launchWatched(engine) {
  const browser = await ENGINES[engine].launch();
  return {
    close: () => browser.close(),
    async open(t, recorder) {
      const proxy = { server: `http://127.0.0.1:${recorder.port}` };
      const context = await browser.newContext(ENGINES[engine].options({ ...OPTIONS, proxy }));
      t.after(() => context.close());
      const seen = watch(context);
      return { page: await context.newPage(), seen };
    },
  };
}

/** Writes down what the browser tells of the pages of a context. */
export function watch(context) {
  const seen = [];
  context.setDefaultTimeout(CONDITION_LIMIT);
  // WebDriver tells of nothing by itself: in WebKitGTK the server, the page's spies and the disk are all there is.
  if (!context.on) return seen;
  const note = (where, ...texts) => seen.push({ where: `browser: ${where}`, text: texts.join(' ') });
  context.on('request', (request) => note('request', request.method(), request.url(), JSON.stringify(request.headers()), request.postData() ?? ''));
  context.on('console', (message) => note('console', message.text(), message.location().url));
  context.on('weberror', (error) => note('error', String(error.error())));
  context.on('dialog', (dialog) => note('dialog', dialog.message()) ?? dialog.dismiss());
  context.on('page', (page) => {
    note('page', page.url());
    watchPage(page, note);
  });
  for (const page of context.pages()) watchPage(page, note);
  return seen;
}

function watchPage(page, note) {
  page.on('download', (download) => note('download', download.suggestedFilename()));
  page.on('framenavigated', (frame) => note('navigation', frame.url()));
  page.on('websocket', (socket) => {
    note('socket', socket.url());
    socket.on('framesent', ({ payload }) => note('socket', String(payload)));
  });
}
