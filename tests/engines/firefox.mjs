// Firefox as its makers ship it, over WebDriver BiDi. Playwright speaks it under the channel `moz-firefox`.
import { firefox } from 'playwright-core';

export const name = 'firefox';
/** Whether a context can be in a language that the machine does not have. */
export const setsLanguage = true;
/** Whether a field that was filled by the driver tells of a change when it is left. */
export const fillsLikeKeys = false;
/** Whether its driver can choose a whole folder. */
export const choosesFolders = false;
/** Whether it asks the host for a page that a service worker refuses. */
export const asksHostForRefusedPages = true;
/** Whether its driver can take the network away. */
export const switchesNetworkOff = false;
/** Whether its driver hears errors of the page. */
export const hearsComplaints = true;
/** Ways out of a worker that its policy blocks without a word. */
export const blockedInSilence = ['eventsource'];

const launchOptions = {
  channel: 'moz-firefox',
  executablePath: process.env.SHIRUBE_FIREFOX ?? '/usr/bin/firefox-esr',
  headless: true,
};
// What cannot be asked for over BiDi (see `answerForMedia`) is set for the whole browser.
const REDUCED_MOTION = { 'ui.prefersReducedMotion': 1 };

/** Media features and phones are not emulated in this version of Firefox: contexts must not ask for them. */
export function options({ isMobile, ...asked }) {
  return { ...asked, reducedMotion: null, colorScheme: null, forcedColors: null, contrast: null };
}

export async function launch() {
  answerForMedia();
  return firefox.launch({ ...launchOptions, firefoxUserPrefs: REDUCED_MOTION });
}

/** One window whose profile is kept in `folder`. */
export async function launchWithProfile(folder, { proxy, env = {}, ...asked }) {
  answerForMedia();
  const { hostname, port } = proxy ? new URL(proxy) : {};
  const proxied = proxy && {
    'network.proxy.type': 1,
    'network.proxy.http': hostname,
    'network.proxy.http_port': Number(port),
    'network.proxy.ssl': hostname,
    'network.proxy.ssl_port': Number(port),
  };
  return firefox.launchPersistentContext(folder, {
    ...launchOptions,
    ...options(asked),
    env: { ...process.env, ...env },
    firefoxUserPrefs: { ...REDUCED_MOTION, ...proxied },
  });
}

/**
 * Playwright sends the media features with each context, and Firefox ESR 153, which does not know this command, gets no
 * context for it. So the command is answered here where it asks for no feature; nothing else between the two is touched.
 */
function answerForMedia() {
  const { _bidiFirefox: bidi } = firefox._connection.toImpl(firefox);
  if (bidi.answersForMedia) return;
  bidi.answersForMedia = true;
  const connect = bidi.connectToTransport.bind(bidi);
  bidi.connectToTransport = (transport, options) => {
    const send = transport.send.bind(transport);
    transport.send = (message) => {
      const asksNothing = Object.values(message.params?.features ?? {}).every((feature) => feature === null);
      if (message.method !== 'emulation.setMediaFeaturesOverride' || !asksNothing) return send(message);
      setImmediate(() => transport.onmessage({ type: 'success', id: message.id, result: {} }));
    };
    return connect(transport, options);
  };
}
