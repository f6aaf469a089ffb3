// Starts the app after the page has been painted, then the clinic and the laboratory when there is
// nothing else to do, and shows a banner when one of them stops.
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

async function fetchOk(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(address);
  return response;
}

function addStyle(address) {
  return new Promise((loaded, failed) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address });
    link.onload = loaded;
    link.onerror = failed;
    document.head.append(link);
  });
}

async function loadClinic({ clinicCss, clinicJs, clinicWasm }) {
  const [clinic] = await Promise.all([import(clinicJs), addStyle(clinicCss)]);
  await clinic.default({ module_or_path: clinicWasm });
  return () => clinic.start();
}

// The worker that measures many traces is started much later, when nothing may be fetched any more: so the
// text of its script and the compiled program are kept.
async function loadLaboratory({ laboratoryCss, laboratoryJs, laboratoryWasm, laboratoryWorker }) {
  const text = async (address) => (await fetchOk(address)).text();
  const [laboratory, module, glue, worker] = await Promise.all([
    import(laboratoryJs),
    WebAssembly.compileStreaming(fetchOk(laboratoryWasm)),
    text(laboratoryJs),
    text(laboratoryWorker),
    addStyle(laboratoryCss),
  ]);
  await laboratory.default({ module_or_path: module });
  return () => laboratory.start(module, `${glue}\n${worker}`);
}

// Before the start a file that does not come takes nothing away from the answer: the program's place
// says so, and the calculator goes on. What breaks from the start on is a fault like any other.
async function add(name, load) {
  const { dataset } = document.documentElement;
  let startProgram;
  try {
    startProgram = await load(script.dataset);
  } catch {
    dataset[name] = 'failed';
    return;
  }
  startProgram();
  dataset[name] = 'ready';
}

// A browser that cannot tell when it is idle is given a moment.
const whenIdle = (act) => {
  const ask = globalThis.requestIdleCallback ?? ((late) => setTimeout(late, 500));
  return new Promise((done) => ask(() => done(act()), { timeout: 2000 }));
};

// Two frames: the first is requested before the paint, the second comes after it. A page opened in a
// background tab gets no frames, so a timer starts the app there.
let started = false;
function once() {
  if (started) return;
  started = true;
  start()
    .then(() => whenIdle(() => add('clinic', loadClinic)))
    .then(() => whenIdle(() => add('laboratory', loadLaboratory)))
    .catch(stop);
}
requestAnimationFrame(() => requestAnimationFrame(once));
setTimeout(once, 1000);
