// Loads the programs that come when the page has nothing else to do. `boot.js` fetches this at idle.

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

// The worker that measures many traces is started much later, when nothing may be fetched any more: so the
// text of its script and the compiled program are kept.
async function loadLaboratory({ laboratoryCss, laboratoryJs, laboratoryWasm, laboratoryWorker }) {
  const text = async (address) => (await fetchOk(address)).text();
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

/** Loads and starts clinic and laboratory. `files` has their addresses; `told` is told how each ended. */
export async function addPrograms(files, told) {
  await add('clinic', loadClinic, files, told);
  await add('laboratory', loadLaboratory, files, told);
}
