// WebKitGTK, driven by its own WebDriver on a screen that nobody sees.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, Capabilities } from 'selenium-webdriver';
import { Page } from './webkit/page.mjs';

export const name = 'webkit';
/** Whether a context can be in a language that the machine does not have. */
export const setsLanguage = false;
/** Whether a field that was filled by the driver tells of a change when it is left. */
export const fillsLikeKeys = true;
/** Whether its driver can choose a whole folder. */
export const choosesFolders = false;
/** Whether it asks the host for a page that a service worker refuses. */
export const asksHostForRefusedPages = false;
/** Whether its driver can take the network away. */
export const switchesNetworkOff = false;
/** Whether its driver hears errors of the page. */
export const hearsComplaints = false;
/** Ways out of a worker that its policy blocks without a word. */
export const blockedInSilence = ['fetch', 'websocket', 'eventsource', 'import'];
/** Only the size of the window, less motion and the proxy can be asked for. */
export const options = (asked) => asked;

const SCREEN = '1600x1400x24';
const STARTED = 10_000;
/** A thousand answers are one script. */
const SCRIPT_LIMIT = 300_000;
/** Where in the folder of a profile the files lie that a reader saved. */
export const SAVED = 'saved';

/** A screen in memory; contexts are windows with a driver and a profile of their own. */
export async function launch() {
  const screen = await startScreen();
  const open = new Set();
  return {
    async newContext(options) {
      const folder = await mkdtemp(join(tmpdir(), 'shirube-webkit-'));
      const context = await openWindow(screen, folder, options);
      open.add(context);
      const { close } = context;
      context.close = async () => {
        open.delete(context);
        await close();
        // Its processes write their caches to the very end.
        await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      };
      return context;
    },
    async close() {
      for (const context of [...open]) await context.close();
      await ended(screen.process);
    },
  };
}

/** One window whose profile is kept in `folder`. */
export async function launchWithProfile(folder, options) {
  const screen = await startScreen();
  const context = await openWindow(screen, folder, options);
  const { close } = context;
  context.close = async () => {
    await close();
    await ended(screen.process);
  };
  return context;
}

async function startScreen() {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((told, failed) => {
    screen.once('error', failed);
    screen.stdio[3].once('data', (text) => told(String(text).trim()));
  });
  return { process: screen, display: `:${number}` };
}

async function openWindow({ display }, folder, { viewport, proxy, reducedMotion } = {}) {
  const port = await freePort();
  const places = Object.fromEntries(['DATA', 'CACHE', 'CONFIG', 'STATE'].map((kind) => [`XDG_${kind}_HOME`, join(folder, kind.toLowerCase())]));
  for (const place of Object.values(places)) await mkdir(place, { recursive: true });
  // What a reader saves goes to the home folder: apart from what the browser keeps by itself.
  const home = join(folder, SAVED);
  await mkdir(home, { recursive: true });
  // Motion is asked for in the settings of GTK, as a person would do it.
  await mkdir(join(folder, 'config/gtk-3.0'), { recursive: true });
  await writeFile(join(folder, 'config/gtk-3.0/settings.ini'), `[Settings]\ngtk-enable-animations=${reducedMotion === 'reduce' ? 0 : 1}\n`);
  const driverProcess = spawn('WebKitWebDriver', ['-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, ...places, HOME: home, DISPLAY: display, LANG: 'en_US.UTF-8', LC_ALL: '', LANGUAGE: '', NO_AT_BRIDGE: '1' },
  });
  const address = proxy && new URL(proxy.server ?? proxy).host;
  const driver = await withPatience(() =>
    new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(
        new Capabilities({
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
          ...(address && { proxy: { proxyType: 'manual', httpProxy: address, sslProxy: address } }),
        }),
      )
      .build(),
  );
  await driver.manage().setTimeouts({ script: SCRIPT_LIMIT });
  if (viewport) await fit(driver, viewport);
  const context = {
    pages: () => [page],
    newPage: async () => page,
    setDefaultTimeout: () => {},
    async close() {
      // A window that has gone by itself cannot be closed.
      await driver.quit().catch(() => {});
      await ended(driverProcess);
    },
  };
  const page = new Page(driver, context);
  return context;
}

/** Gives the page the wished size: the window has a tool bar of a height that is not known before. */
async function fit(driver, { width, height }) {
  await driver.manage().window().setRect({ width, height });
  const [innerWidth, innerHeight] = await driver.executeScript('return [innerWidth, innerHeight]');
  await driver.manage().window().setRect({ width: 2 * width - innerWidth, height: 2 * height - innerHeight });
  const isFit = () => driver.executeScript('return innerWidth === arguments[0] && innerHeight === arguments[1]', width, height);
  const end = Date.now() + STARTED;
  while (!(await isFit())) {
    if (Date.now() > end) throw new Error(`the window of MiniBrowser does not become ${width} × ${height} but ${await driver.executeScript('return [innerWidth, innerHeight]')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Debian's folder for it has the machine's name in it. */
function miniBrowser() {
  const machine = { x64: 'x86_64', arm64: 'aarch64' }[process.arch] ?? process.arch;
  const found = ['4.1', '6.0', '4.0'].map((version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`).find((path) => existsSync(path));
  if (!found) throw new Error('no MiniBrowser of WebKitGTK: install webkit2gtk-driver');
  return found;
}

async function withPatience(act) {
  const end = Date.now() + STARTED;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/** Ends a process and waits until it is gone. */
function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return undefined;
  const gone = new Promise((exited) => child.once('exit', exited));
  child.kill();
  return gone;
}
