// Starts the app after the page has been painted, then the other programs when there is nothing else to do,
// and shows a banner when one of them stops.
//
// A panic in the app traps, and the trap arrives here as an error event, like any other error of a
// script. What was on screen may then be wrong, so it is removed: no old number stays.

const script = document.querySelector('script[data-app-js]');
const fault = document.getElementById('fault');

function stop() {
  document.getElementById('app').replaceChildren();
  fault.hidden = false;
}

document.getElementById('reload').addEventListener('click', () => location.reload());
// Notices such as "ResizeObserver loop" are error events without an error: nothing has stopped.
addEventListener('error', (event) => event.error && stop());
addEventListener('unhandledrejection', stop);

async function start() {
  const app = await import(script.dataset.appJs);
  await app.default({ module_or_path: script.dataset.appWasm });
}

// The other programs, one after the other. What loads them may itself not come.
async function startOthers() {
  const { dataset } = document.documentElement;
  const programs = await import(script.dataset.programsJs).catch(() => {
    dataset.clinic = dataset.laboratory = dataset.portal = 'failed';
  });
  await programs?.addPrograms(script.dataset, dataset);
}

// A browser that cannot tell when it is idle is given a moment.
const whenIdle = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 500));

// Two frames: the first is requested before the paint, the second comes after it. A page opened in a
// background tab gets no frames, so a timer starts the app there.
let started = false;
function once() {
  if (started) return;
  started = true;
  start()
    .then(() => whenIdle(() => startOthers().catch(stop), { timeout: 2000 }))
    .catch(stop);
}
requestAnimationFrame(() => requestAnimationFrame(once));
setTimeout(once, 1000);
