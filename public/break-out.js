// Tries every way out of the page, when a reader asks for it, and tells which of them the browser blocked.
//
// All attempts go to one fixed address on the server that the page came from. What a reader entered is nowhere in it.
// A beacon that is blocked tells "sent", and the log of the page leaves out what was blocked: so each attempt is
// judged by the browser's own report of a broken policy.

const ADDRESS = new URL('lock-check', document.baseURI).href;
const SOCKET = ADDRESS.replace(/^http/, 'ws');
// The browser reports at once; what it has not reported by then was not blocked.
const PATIENCE_MILLISECONDS = 1000;

const CONNECT = ['connect-src'];
const SCRIPT = ['script-src-elem', 'script-src'];

/** Puts an element into the page and gives what takes it away again. */
function shown(kind, settings) {
  const element = Object.assign(document.createElement(kind), settings);
  document.body.append(element);
  return () => element.remove();
}

/** Sends a form into a frame, so that the page stays where it is even if nothing blocks it. */
function sentForm() {
  const removeFrame = shown('iframe', { name: 'lock-check', hidden: true });
  const form = Object.assign(document.createElement('form'), { action: ADDRESS, target: 'lock-check', hidden: true });
  document.body.append(form);
  form.submit();
  return () => {
    form.remove();
    removeFrame();
  };
}

function sentRequest() {
  const request = new XMLHttpRequest();
  request.open('GET', ADDRESS);
  request.send();
  return () => request.abort();
}

/** Closes what was opened. */
const closing = (line) => () => line.close();

// Name, what the browser must have for it, the directives that can block it, and the attempt.
// An attempt gives what undoes it, or a promise of no interest.
const WAYS = [
  ['fetch', 'fetch', CONNECT, () => fetch(ADDRESS)],
  ['xhr', 'XMLHttpRequest', CONNECT, sentRequest],
  ['beacon', 'Navigator.prototype.sendBeacon', CONNECT, () => navigator.sendBeacon(ADDRESS)],
  ['web_socket', 'WebSocket', CONNECT, () => closing(new WebSocket(SOCKET))],
  ['event_source', 'EventSource', CONNECT, () => closing(new EventSource(ADDRESS))],
  ['image', 'Image', ['img-src'], () => shown('img', { src: ADDRESS, hidden: true, alt: '' })],
  ['script', 'HTMLScriptElement', SCRIPT, () => shown('script', { src: ADDRESS })],
  ['style', 'HTMLLinkElement', ['style-src-elem', 'style-src'], () => shown('link', { rel: 'stylesheet', href: ADDRESS })],
  ['import', 'HTMLScriptElement', SCRIPT, () => import(ADDRESS)],
  ['worker', 'Worker', ['worker-src', ...SCRIPT], () => {
    const worker = new Worker(ADDRESS);
    return () => worker.terminate();
  }],
  ['frame', 'HTMLIFrameElement', ['frame-src', 'child-src'], () => shown('iframe', { src: ADDRESS, hidden: true })],
  ['form', 'HTMLFormElement', ['form-action'], sentForm],
];

/** `a.b.c` of the window, or nothing. */
const inBrowser = (path) => path.split('.').reduce((owner, name) => owner?.[name], globalThis);

/** Whether a report is about an address: some browsers tell its origin only, and a form adds a question mark. */
const isSame = (told, address) => told !== '' && (address.startsWith(told) || told.startsWith(address));

/** Makes one attempt: `blocked`, `out`, or `unavailable`. */
async function outcome([, needed, directives, attempt]) {
  if (!inBrowser(needed)) return 'unavailable';
  let undo;
  let report;
  const reported = new Promise((tell) => {
    report = ({ blockedURI, disposition, effectiveDirective }) => {
      if ([ADDRESS, SOCKET].some((address) => isSame(blockedURI, address)) && directives.includes(effectiveDirective) && disposition === 'enforce') tell('blocked');
    };
    addEventListener('securitypolicyviolation', report);
    setTimeout(tell, PATIENCE_MILLISECONDS, 'out');
  });
  try {
    const result = attempt();
    // Whether it fails says nothing: a server may not answer, either.
    if (result instanceof Promise) result.catch(() => {});
    else if (result instanceof Function) undo = result;
  } catch {
    // Some browsers throw as well as report.
  }
  const end = await reported;
  removeEventListener('securitypolicyviolation', report);
  undo?.();
  return end;
}

/** How many requests the page's log shows: since the start, and since the lock. */
function requests() {
  const started = performance
    .getEntries()
    .filter(({ entryType, name }) => ['navigation', 'resource'].includes(entryType) && name.startsWith('http'))
    .map(({ startTime }) => startTime);
  const [lock] = performance.getEntriesByName('locked');
  return { count: started.length, after: started.filter((time) => lock && time > lock.startTime).length };
}

/**
 * Tries all ways, one after the other.
 *
 * @returns {Promise<string[]>} the requests since the start, those since the lock, then name and outcome of each way
 */
export async function tryToBreakOut() {
  const { count, after } = requests();
  const told = [String(count), String(after)];
  for (const way of WAYS) told.push(way[0], await outcome(way));
  return told;
}
