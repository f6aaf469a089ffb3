// Loads the programs that come when the page has nothing else to do, then the offline copy; then the page is locked.
// `boot.js` fetches this at idle.
import { tryToBreakOut } from './break-out.js';
import { addInstallLinks } from './install-links.js';
import { lockPage } from './lock.js';
import { keepOfflineCopy } from './offline-copy.js';

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
  const [clinic] = await Promise.all([import(new URL(clinicJs, document.baseURI)), addStyle(clinicCss)]);
  await clinic.default({ module_or_path: clinicWasm });
  return () => clinic.start();
}

const text = async (address) => (await fetchOk(address)).text();

// The worker that measures many traces is started much later, when nothing may be fetched any more: so the
// text of its script and the compiled program are kept.
async function loadLaboratory({ laboratoryCss, laboratoryJs, laboratoryWasm, laboratoryWorker }) {
  const [laboratory, module, glue, worker] = await Promise.all([
    import(new URL(laboratoryJs, document.baseURI)),
    WebAssembly.compileStreaming(fetchOk(laboratoryWasm)),
    text(laboratoryJs),
    text(laboratoryWorker),
    addStyle(laboratoryCss),
  ]);
  await laboratory.default({ module_or_path: module });
  return () => laboratory.start(module, `${glue}\n${worker}`);
}

async function loadPortal(files) {
  const { portalCss, portalJs, portalWasm, portalJa, portalJaEasy, portalEn, portalTrials, portalSite } = files;
  const [portal, ja, jaEasy, en, trials, site] = await Promise.all([
    import(new URL(portalJs, document.baseURI)),
    ...[portalJa, portalJaEasy, portalEn, portalTrials, portalSite].map(text),
    addStyle(portalCss),
  ]);
  await portal.default({ module_or_path: portalWasm });
  return () => portal.start([ja, jaEasy, en], trials, site, tryToBreakOut);
}

// Before the start a file that does not come takes nothing away from the answer: the program's place
// says so, and the calculator goes on. What breaks from the start on is a fault like any other.
async function add(name, load, files, told) {
  let startProgram;
  try {
    startProgram = await load(files);
  } catch {
    told[name] = 'failed';
    return;
  }
  startProgram();
  told[name] = 'ready';
}

const PROGRAMS = { clinic: loadClinic, laboratory: loadLaboratory, portal: loadPortal };

/** In which order they come: who opens a page of the portal, or of the laboratory, waits for no other program. */
function order(fragment) {
  const room = fragment.split('/')[1];
  if (['learn', 'trials', 'kit', 'about'].includes(room)) return ['portal', 'clinic', 'laboratory'];
  if (['trace', 'sites'].includes(room)) return ['laboratory', 'clinic', 'portal'];
  return ['clinic', 'portal', 'laboratory'];
}

/** Loads and starts the programs. `files` has their addresses; `told` is told how each ended, and when the page is locked. */
export async function addPrograms(files, told) {
  // Early: the browser fetches what they name when it likes, and must have done so before the lock.
  addInstallLinks();
  for (const name of order(location.hash)) await add(name, PROGRAMS[name], files, told);
  await keepOfflineCopy(told);
  lockPage(told);
}
