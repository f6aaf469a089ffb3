// Keeps a complete copy of the app and answers from this copy alone: every page works without a network, and whoever
// runs the host sees no visit in which nothing is new.
//
// It asks for the files of the list, while it is installed, and for nothing else ever. Each file is compared with its
// digest, so that versions are never mixed and the page of a hotel's network is never kept. It cannot read what
// stands in a page, and listens to one message without content. `cargo xtask build` fills in the list: the
// build's digest, and the SHA-256 of each file ('./' is index.html).
const COPY = {};

const SCOPE = registration.scope;
const FILES = new Map(Object.entries(COPY.files).map(([name, digest]) => [new URL(name, SCOPE).href, digest]));
// Other copies of the app on the same host have other scopes. `offline-copy.js` knows this name too.
const OURS = `shirube ${SCOPE} `;
const NAME = OURS + COPY.build;

addEventListener('install', (event) => event.waitUntil(keepAll()));
addEventListener('activate', (event) => event.waitUntil(dropOthers()));
addEventListener('fetch', (event) => event.respondWith(answer(event.request)));
addEventListener('message', (event) => {
  if (event.data === 'use this version') event.waitUntil(takeOver(event.ports[0]));
});

async function keepAll() {
  const cache = await caches.open(NAME);
  // A copy that was broken off goes on where it stopped: what is kept has been checked.
  const keep = async ([address, digest]) =>
    (await cache.match(address, { ignoreVary: true })) ?? cache.put(address, await checked(address, digest));
  await Promise.all(Array.from(FILES, keep));
  // An older version that starts to work at this moment drops the copy.
  const kept = await (await caches.open(NAME)).keys();
  if (kept.length < FILES.size) throw new Error('the copy is not complete');
}

/** A file as the list has it, or an error. The page has just loaded most of them, so the browser is asked first. */
function checked(address, integrity) {
  const get = (cache) => fetch(address, { cache, integrity, redirect: 'error' });
  return get('default').catch(() => get('reload'));
}

async function dropOthers() {
  const isOther = (name) => name.startsWith(OURS) && name !== NAME;
  await Promise.all((await caches.keys()).filter(isOther).map((name) => caches.delete(name)));
}

/** Never a request: what is not in the copy is an error. */
async function answer(request) {
  const address = fileAsked(request);
  if (!address) return Response.error();
  const kept = await caches.match(address, { cacheName: NAME, ignoreVary: true });
  if (kept) return kept;
  // A copy with a hole would keep the app away for ever: it is given up, and the next visit comes from the network.
  await registration.unregister();
  await caches.delete(NAME);
  return Response.error();
}

function fileAsked({ method, mode, url }) {
  const { origin, pathname, search } = new URL(url);
  // Links from elsewhere may carry a query; what the page itself asks for has none.
  if (method !== 'GET' || (search && mode !== 'navigate')) return null;
  const address = origin + pathname;
  if (address === `${SCOPE}index.html`) return SCOPE;
  return FILES.has(address) ? address : null;
}

/** Only when asked to, and only where no other window runs the version before. */
async function takeOver(reply) {
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.filter(({ url }) => url.startsWith(SCOPE)).length > 1) reply.postMessage('other-windows');
  else await skipWaiting();
}
