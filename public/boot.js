// Starts the app after the page has been painted, and shows a banner when it stops.
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

// Two frames: the first is requested before the paint, the second comes after it. A page opened in a
// background tab gets no frames, so a timer starts the app there.
let started = false;
function once() {
  if (started) return;
  started = true;
  start().catch(stop);
}
requestAnimationFrame(() => requestAnimationFrame(once));
setTimeout(once, 1000);
