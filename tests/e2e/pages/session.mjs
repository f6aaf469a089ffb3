// One server and one browser for each test file, one context for each test.
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { after, before } from 'node:test';
import { serve } from '../../../tools/serve.mjs';
import { engine } from '../../engines/engine.mjs';
import { App } from './app.mjs';

export const DIST = process.env.SHIRUBE_DIST ?? fileURLToPath(new URL('../../../dist/', import.meta.url));
const CONDITION_LIMIT = 20_000;

/** Starts the browser the tests use, perhaps with more arguments: Chromium, unless another engine is asked for. */
export function launchBrowser(more) {
  return engine.launch(more);
}

/** Serves the finished build, as a visitor gets it. */
export async function serveApp() {
  await access(`${DIST}/index.html`).catch(() => {
    throw new Error(`${DIST} holds no finished app: build it with "cargo xtask build" first`);
  });
  return serve(DIST, 0);
}

/** Registers server and browser for all tests of the calling file. */
export function session() {
  let server;
  let browser;
  before(async () => {
    server = await serveApp();
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    get url() {
      return server.url;
    },

    /**
     * A page in a context of its own, closed with the test. English unless said otherwise, and without an offline
     * copy, which would be made anew for each test: tests about it, and about what is kept, ask for `KEEPING`.
     */
    async page(t, options = {}) {
      const context = await browser.newContext(
        engine.options({
          locale: 'en-US',
          viewport: { width: 1280, height: 900 },
          reducedMotion: 'reduce',
          serviceWorkers: 'block',
          ...options,
        }),
      );
      context.setDefaultTimeout(CONDITION_LIMIT);
      t.after(() => context.close());
      return context.newPage();
    },

    /** The app on such a page, not opened yet. */
    async app(t, options) {
      const form = options?.locale?.split('-')[0];
      return new App(await this.page(t, options), server.url, engine.setsLanguage ? undefined : form);
    },

    /** The app on the Assess form, the confirm step passed. */
    async assess(t, options) {
      const app = await this.app(t, options);
      await app.openAssess();
      return app;
    },
  };
}

/** Context options for a language form. */
export const LOCALES = { en: 'en-US', ja: 'ja-JP' };

/** Context options for a page with its offline copy. */
export const KEEPING = { serviceWorkers: 'allow' };
