// Time from frame to frame while a trace of 1,000 bases is moved and zoomed in Chromium, and the processor time of the
// page's thread for a frame, which other work on the machine does not lengthen.
//
//   node tests/e2e/bench-trace.mjs
import { launchBrowser, serveApp } from './pages/session.mjs';
import { simulated, TraceRoom } from './pages/trace.mjs';

const SECONDS = 4;
const { bytes } = simulated('--read-length', '1000', '--clones', '0.6');
const server = await serveApp();
const browser = await launchBrowser();
try {
  for (const [screen, options] of [
    ['1,440 × 900', { viewport: { width: 1440, height: 900 } }],
    ['1,440 × 900, two pixels each way', { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 }],
  ]) {
    const context = await browser.newContext({ locale: 'en-US', ...options });
    const room = new TraceRoom(await context.newPage(), server.url);
    await room.openRoom();
    await room.openFile('trace.ab1', bytes);
    await room.page.locator('.viewer-canvas').scrollIntoViewIfNeeded();
    const client = await context.newCDPSession(room.page);
    await client.send('Performance.enable', { timeDomain: 'threadTicks' });
    /** Processor time of all tasks of the page's thread so far, in ms. */
    const busy = async () => {
      const { metrics } = await client.send('Performance.getMetrics');
      return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
    };
    for (const [what, act] of [
      ['nothing', 'nothing'],
      ['moved', 'move'],
      ['zoomed', 'zoom'],
      ['the junction dragged', 'junction'],
    ]) {
      const before = await busy();
      const frames = await measure(room.page, act);
      const work = ((await busy()) - before) / frames.length;
      console.log(
        `${screen}, ${what}: ${spread(frames)} from frame to frame (${frames.length} frames), ` +
          `${work.toFixed(1)} ms of the page's thread for each`,
      );
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}

/** Median, 95th percentile and longest, in ms. */
function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`;
}

/** Sends an event in every frame and notes when frames come. */
function measure(page, kind) {
  return page.evaluate(
    ([act, seconds]) =>
      new Promise((done) => {
        const canvas = document.querySelector('.viewer-canvas');
        const box = canvas.getBoundingClientRect();
        const at = (x, y) => ({ clientX: box.x + x, clientY: box.y + y, bubbles: true, cancelable: true });
        const pointer = (type, x) =>
          canvas.dispatchEvent(new PointerEvent(type, { pointerId: 1, buttons: 1, ...at(x, 13) }));
        const wheel = (turn) => canvas.dispatchEvent(new WheelEvent('wheel', { ...at(box.width / 2, 200), ...turn }));
        // A made-up pointer cannot be captured.
        canvas.setPointerCapture = () => {};
        document.querySelector('[name="show_junction"]').click();
        if (act === 'junction') pointer('pointerdown', 0.3 * box.width);
        const frames = [];
        const start = performance.now();
        let last = start;
        const frame = () => {
          const now = performance.now();
          frames.push(now - last);
          last = now;
          const swing = Math.sin(frames.length / 25);
          if (act === 'move') wheel({ deltaX: 40 * Math.sign(swing) });
          if (act === 'zoom') wheel({ deltaY: -25 * Math.sign(swing) });
          if (act === 'junction') pointer('pointermove', (0.3 + 0.2 * swing) * box.width);
          if (now - start < seconds * 1000) return requestAnimationFrame(frame);
          if (act === 'junction') pointer('pointerup', 0);
          document.querySelector('[name="junction_found"]')?.click();
          // The first two hold the start.
          return done(frames.slice(2));
        };
        requestAnimationFrame(frame);
      }),
    [kind, SECONDS],
  );
}
