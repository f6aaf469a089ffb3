// The page's side of the offline copy: it starts the worker that keeps it (`service-worker.js`), waits for it, and says
// when a newer version is there. It changes nothing in a page that runs.

// A download that stands still for so long holds the lock up no longer.
const STALLED_SECONDS = 60;
// Nor does a host that does not say whether there is a newer version.
const CHECK_SECONDS = 10;

const seconds = (count) => new Promise((passed) => setTimeout(passed, 1000 * count));
const { documentElement } = document;

/**
 * Waits until the copy is complete or cannot be; `told.offline` says which, `told.update` tells of a newer version.
 * Never fails: the app works without a copy.
 */
export async function keepOfflineCopy(told) {
  // There is none without https, and in some private windows.
  const workers = navigator.serviceWorker;
  if (!workers) {
    told.offline = 'none';
    return;
  }
  await Promise.race([prepare(workers, told), stalled()]).catch(() => {});
  told.offline ??= 'failed';
}

async function prepare(workers, told) {
  const address = new URL('service-worker.js', document.baseURI);
  const registration = await workers.register(address, { updateViaCache: 'none' });
  const announce = async () => {
    await atRest(registration);
    if (registration.active) told.offline = 'ready';
    if (await isNewer(registration)) told.update = 'ready';
  };
  registration.addEventListener('updatefound', announce);
  document.addEventListener('shirube-use-update', () => told.update && useUpdate(registration, told));
  if (registration.active && !registration.installing) {
    told.offline = 'ready';
    // The one check. Without a network it fails, and the copy is as good as before.
    await Promise.race([registration.update().catch(() => {}), seconds(CHECK_SECONDS)]);
  }
  await announce();
}

/** Waits until no version is on its way. One that waits for another to end is not. */
async function atRest(registration) {
  const isMoving = ({ state }) => /ing$/.test(state) || (state === 'installed' && !registration.active);
  for (let worker; (worker = versions(registration).find(isMoving)); ) {
    await new Promise((changed) => worker.addEventListener('statechange', changed, { once: true }));
  }
}

function versions({ installing, waiting, active }) {
  return [installing, waiting, active].filter(Boolean);
}

// By its state: the registration may name it a moment later.
function waitingVersion(registration) {
  return versions(registration).find(({ state }) => state === 'installed');
}

/** Whether the copy that is kept is of another version than this page, which may have come from the network. */
async function isNewer(registration) {
  if (waitingVersion(registration)) return true;
  return registration.active !== null && !(await caches.has(`shirube ${registration.scope} ${documentElement.dataset.build}`));
}

/** The newer version takes over and the page is loaded anew; not while another window runs the older one. */
function useUpdate(registration, told) {
  const worker = waitingVersion(registration);
  if (!worker) {
    location.reload();
    return;
  }
  worker.addEventListener('statechange', () => worker.state === 'activated' && location.reload());
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => (told.update = data);
  worker.postMessage('use this version', [port2]);
}

/** Ends when no file has come for a while. */
async function stalled() {
  const kept = async () => {
    const copies = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return copies.flat().length;
  };
  for (let [before, now] = [-1, await kept()]; now !== before; [before, now] = [now, await kept()]) {
    await seconds(STALLED_SECONDS);
  }
}
