// Which tests of the calculator do not run in which engine, and why. Each is printed as skipped, with its reason.

const NO_EARLY_SCRIPT = 'WebDriver cannot run a script before those of the page';
const NO_ROUTES = 'WebDriver cannot answer for the server';
const NO_PAPER = 'its driver shows no page as it would be printed';
const NO_PHONE = 'the window of MiniBrowser is never narrower than 447 px, and WebDriver emulates no phone';

const PRINT = [
  'the answer is whole, the controls are gone',
  'own values are printed without the mark of the example',
  'a dark screen prints light, and is dark again afterwards',
  'text is dark on a light ground on every screen when printed from a dark one',
].map((test) => [test, NO_PAPER]);

/** Names of tests, whole or their beginnings, by engine. */
export const NOT_RUN = {
  chromium: [],
  firefox: [
    ...PRINT,
    ['full-width input is read, and echoed', 'Playwright puts in by script what is on no key, and Firefox then sees no change when the field is left'],
  ],
  webkit: [
    ...PRINT,
    ['the figures are really drawn, with the same words as beside them', NO_EARLY_SCRIPT],
    ['where nothing can be drawn, the figures say their content in words', NO_EARLY_SCRIPT],
    ['a drawing that fails half way leaves words or the banner', NO_EARLY_SCRIPT],
    ['the banner is shown when the wasm', NO_ROUTES],
    ['the banner is shown when the script is missing', NO_ROUTES],
    ['targets are at least 44 px', NO_PHONE],
    ['the one-line answer stays in sight while typing', NO_PHONE],
    ['320 px', NO_PHONE],
    ['200 % text on a phone', NO_PHONE],
  ],
};

/** Why a test does not run in an engine; `undefined` where it does. */
export function whyNotRun(engine, name) {
  return NOT_RUN[engine].find(([beginning]) => name.startsWith(beginning))?.[1];
}
