// The engine that the tests run in: `SHIRUBE_ENGINE`, Chromium unless said otherwise.
import * as chromium from './chromium.mjs';
import * as firefox from './firefox.mjs';
import * as webkit from './webkit.mjs';

export const ENGINES = { chromium, firefox, webkit };
export const ENGINE = process.env.SHIRUBE_ENGINE ?? 'chromium';
if (!(ENGINE in ENGINES)) throw new Error(`no engine ${ENGINE}: ${Object.keys(ENGINES).join(', ')}`);
export const engine = ENGINES[ENGINE];
