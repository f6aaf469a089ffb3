// Chromium, as all end-to-end tests use it.
import { chromium } from 'playwright-core';

export const name = 'chromium';
/** Whether a context can be in a language that the machine does not have. */
export const setsLanguage = true;
/** Whether a field that was filled by the driver tells of a change when it is left. */
export const fillsLikeKeys = true;
/** Whether its driver can choose a whole folder. */
export const choosesFolders = true;
/** Whether it asks the host for a page that a service worker refuses. */
export const asksHostForRefusedPages = false;
/** Whether its driver can take the network away. */
export const switchesNetworkOff = true;
/** Whether its driver hears errors of the page. */
export const hearsComplaints = true;
/** Ways out of a worker that its policy blocks without a word. */
export const blockedInSilence = [];

export const launchOptions = {
  executablePath: process.env.SHIRUBE_CHROMIUM ?? '/usr/bin/chromium',
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
  // Everything that calls home on its own is off.
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** Whatever a test asks of a context is there. */
export const options = (asked) => asked;

/** The browser, perhaps with more arguments. */
export const launch = (more = []) =>
  chromium.launch({ ...launchOptions, args: [...launchOptions.args, ...more] });

/** One window whose profile is kept in `folder`. */
export function launchWithProfile(folder, { proxy, args = [], ...options }) {
  return chromium.launchPersistentContext(folder, {
    ...launchOptions,
    args: [...launchOptions.args, ...args],
    proxy: proxy && { server: proxy },
    ...options,
  });
}
