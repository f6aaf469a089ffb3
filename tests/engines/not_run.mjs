// Which end-to-end tests do not run in which engine, and why. Each is printed as skipped, with its reason.

const NO_EARLY_SCRIPT = 'WebDriver cannot run a script before those of the page';
const NO_ROUTES = 'WebDriver cannot answer for the server';
const NO_PAPER = 'its driver shows no page as it would be printed';
const NO_PHONE = 'the window of MiniBrowser is never narrower than 447 px, and WebDriver emulates no phone';

const NO_CLOCK = 'WebDriver cannot move the clock';
const NO_SECOND_WINDOW = 'a second window of MiniBrowser cannot be steered';
const NO_LANGUAGE = 'MiniBrowser speaks the language of the machine';
const NO_SECOND_ATTEMPT =
  'in the private windows that its driver opens, WebKitGTK 2.50 keeps nothing more in a cache that was not finished; the page says that it has no copy';
const NO_ANSWER = 'its driver answers no more once a page has come back from the store';
const NO_WORKER = 'its driver cannot look into a service worker';
const NO_INSTALLATION = 'only the driver of Chromium tells whether the app can be installed';

const IN_WORKER = [
  'the worker of the offline copy has a policy of its own',
  'the newer version is there by itself when all windows were closed',
  'a page that is still loading when another version takes over',
].map((test) => [test, NO_WORKER]);

const INSTALLATION = ['a browser that can install the app', NO_INSTALLATION];

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
    ...IN_WORKER,
    INSTALLATION,
    ['full-width input is read, and echoed', 'Playwright puts in by script what is on no key, and Firefox then sees no change when the field is left'],
  ],
  webkit: [
    ...PRINT,
    ...IN_WORKER,
    INSTALLATION,
    ['the figures are really drawn, with the same words as beside them', NO_EARLY_SCRIPT],
    ['a page that comes back from the store', NO_ANSWER],
    ['a browser in ', NO_LANGUAGE],
    ['where a file of the list is corrupt', NO_SECOND_ATTEMPT],
    ['where a file of the list is missing', NO_SECOND_ATTEMPT],
    ['the page of a strange network', NO_SECOND_ATTEMPT],
    ['after the time set it warns, waits for a touch, and clears', NO_CLOCK],
    ['the build stands on every result, on paper too', NO_PAPER],
    ['a copy that does not come forward', NO_CLOCK],
    ['a newer version is announced', NO_SECOND_WINDOW],
    ['the copy answers for its own files', NO_SECOND_WINDOW],
    ['a copy with a hole', NO_SECOND_WINDOW],
    ['the lock is the agreed policy, set once', NO_EARLY_SCRIPT],
    ['without service workers the page is locked all the same', NO_EARLY_SCRIPT],
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
