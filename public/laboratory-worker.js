// The part of the worker's script that is written by hand; the glue of the laboratory's program stands
// before it. See `src/laboratory/batch/run.rs`, which starts it and reads what it tells.
//
// One worker measures one share of the files and is ended by the page. It is told once:
// { module, settings, files: [[index, File], …], largest, tooLarge: […parts] }. It tells { started: true } when its
// program runs, then { rows: [[index, …parts], …] } again and again, and at last { ended: true }, or
// { stoppedAt: index }.
/* global initSync, measure */

// So often that the reader sees progress, so seldom that the page has time for other things.
const TOLD_EVERY_MILLISECONDS = 50;
// Files that the browser fetches from the disk while one is measured: most of the time is spent waiting for them.
const READ_AHEAD = 16;

addEventListener('message', ({ data: order }) => {
  // What fails here is an error event for the page, which then measures by itself.
  initSync({ module: order.module });
  postMessage({ started: true });
  // A broken promise is no error event by itself.
  measureAll(order).catch((error) => setTimeout(() => { throw error; }));
});

// What could not be handed over, such as the program itself.
addEventListener('messageerror', () => {
  throw new Error('the order cannot be read');
});

async function measureAll({ settings, files, largest, tooLarge }) {
  const bytes = new Map();
  const isTooLarge = (file) => file.size > largest;
  // A file may be gone by now: then nothing is measured, and nobody waits for it either.
  const fetchFile = (place) => {
    if (place >= files.length) return;
    const [, file] = files[place];
    bytes.set(place, isTooLarge(file) ? null : file.arrayBuffer().catch(() => null));
  };
  for (let place = 0; place < READ_AHEAD; place += 1) fetchFile(place);

  let rows = [];
  let told = performance.now();
  for (const [place, [index, file]] of files.entries()) {
    const buffer = await bytes.get(place);
    bytes.delete(place);
    fetchFile(place + READ_AHEAD);
    try {
      const parts = isTooLarge(file) ? tooLarge : measure(buffer && new Uint8Array(buffer), settings);
      rows.push([index, ...parts]);
    } catch {
      // The program trapped, and what it holds can no longer be trusted.
      postMessage({ rows });
      postMessage({ stoppedAt: index });
      return;
    }
    if (performance.now() - told >= TOLD_EVERY_MILLISECONDS) {
      postMessage({ rows });
      rows = [];
      told = performance.now();
    }
  }
  postMessage({ rows });
  postMessage({ ended: true });
}
