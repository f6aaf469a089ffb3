// The part of the worker's script that is written by hand; the glue of the laboratory's program stands
// before it. See `src/laboratory/batch/run.rs`, which starts it and reads what it tells.
//
// It is told { module, settings, largest, tooLarge: […parts] } once, and tells { started: true } when its program
// runs. Then it gets { files: [[index, File], …] }, and again each time it asks { more: true }; an empty list is the
// last. It tells { rows: [[index, …parts], …] } again and again, and at last { ended: true }, or { stoppedAt: index }.
/* global initSync, measure */

// So often that the reader sees progress, so seldom that the page has time for other things.
const TOLD_EVERY_MILLISECONDS = 50;
// Files that the browser fetches from the disk while one is measured: most of the time is spent waiting for them.
const READ_AHEAD = 16;

let order;
const queue = [];
const portion = { asked: true, last: false, came: () => {} };

addEventListener('message', ({ data }) => {
  if (data.module) {
    // What fails here is an error event for the page, which then measures by itself.
    initSync({ module: data.module });
    order = data;
    postMessage({ started: true });
    // A broken promise is no error event by itself.
    measureAll().catch((error) => setTimeout(() => { throw error; }));
    return;
  }
  for (const [index, file] of data.files) queue.push({ index, content: contentOf(file) });
  portion.asked = false;
  portion.last = data.files.length === 0;
  portion.came();
});

// What could not be handed over, such as the program itself.
addEventListener('messageerror', () => {
  throw new Error('the order cannot be read');
});

/** Whether a file is too large, and its bytes; `null` for a file that is gone by now. */
function contentOf(file) {
  if (file.size > order.largest) return { isTooLarge: true };
  // Nobody may be waiting for it when it fails.
  return { bytes: file.arrayBuffer().then((buffer) => new Uint8Array(buffer)).catch(() => null) };
}

/** The next file, or nothing after the last. */
async function next() {
  if (queue.length < READ_AHEAD && !portion.asked && !portion.last) {
    portion.asked = true;
    postMessage({ more: true });
  }
  while (queue.length === 0 && !portion.last) await new Promise((came) => (portion.came = came));
  return queue.shift();
}

async function measureAll() {
  let rows = [];
  let told = performance.now();
  const tell = () => {
    if (rows.length > 0) postMessage({ rows });
    rows = [];
    told = performance.now();
  };
  for (let file = await next(); file; file = await next()) {
    const { index, content } = file;
    try {
      const parts = content.isTooLarge ? order.tooLarge : measure(await content.bytes, order.settings);
      rows.push([index, ...parts]);
    } catch {
      // The program trapped, and what it holds can no longer be trusted.
      tell();
      postMessage({ stoppedAt: index });
      return;
    }
    if (performance.now() - told >= TOLD_EVERY_MILLISECONDS) tell();
  }
  tell();
  postMessage({ ended: true });
}
