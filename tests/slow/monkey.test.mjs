// A hundred thousand random steps against the running app, and its memory after thousands of answers.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { cvClass, cvSil2r } from '../e2e/pages/oracle.mjs';
import { simulatedTraces } from '../e2e/pages/program.mjs';
import { generator, randomEntry } from '../e2e/pages/random_entries.mjs';
import { session } from '../e2e/pages/session.mjs';
import { monkey } from './monkey.mjs';

const browser = session();
const traces = simulatedTraces('--count', '3', '--seed', '4', '--clones', '0.6,0.2');
const STEPS = Number(process.env.SHIRUBE_MONKEY_STEPS ?? 100_000);
const SEED = Number(process.env.SHIRUBE_MONKEY_SEED ?? 6);
const BATCH = 1000;
const MEBIBYTE = 1024 * 1024;
/** Answers after the first thousand. */
const MORE = 9000;
const PROGRAM_BYTES_PER_ANSWER = 2000;

/** What the entry on screen must be answered with. `text` as typed → the value it means. */
function expected(entry) {
  const number = (text, isValid) => {
    const plain = text.trim().replace(/[０-９．]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
    if (plain === '') return null;
    return /^\d*\.?\d+$/.test(plain) && isValid(Number(plain)) ? Number(plain) : 'invalid';
  };
  const cv = number(entry.cv, (value) => value <= 1);
  const inUnits = entry.unit === 'U/mL';
  const sil2r = inUnits ? number(entry.sil2r.replace(/(\d),(\d{3})$/, '$1$2'), (value) => value >= 50 && value <= 200_000) : 'invalid';
  const known = { condition: entry.condition, cv, cv_method: entry.method ?? 'unknown', sil2r, kit: entry.kit ?? 'unknown' };
  return { cv_sil2r: cvSil2r(known), cv_class: cvClass(known) };
}

test(`${STEPS} random steps: no fault, no violation, no request, no stale answer; seed ${SEED}`, async (t) => {
  const app = await browser.app(t, { acceptDownloads: false });
  const complaints = [];
  app.page.on('pageerror', (error) => complaints.push(String(error)));
  app.page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await app.page.addInitScript(() => {
    globalThis.print = () => {};
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) =>
      globalThis.violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
  await app.open();
  const requests = [];
  app.page.on('request', (request) => /^(blob|data):/.test(request.url()) || requests.push(request.url()));
  const files = await Promise.all(traces.files.map(async (path) => (await readFile(path)).toString('base64')));
  await app.page.evaluate(monkey, { seed: SEED, files });
  const visited = {};
  let compared = 0;
  for (let step = 0; step < STEPS; step += BATCH) {
    const { seen, entries } = await app.page.evaluate((steps) => globalThis.monkeySteps(steps), BATCH);
    const where = `steps ${step} to ${step + BATCH}, seed ${SEED}`;
    for (const [kind, count] of Object.entries(seen)) visited[kind] = (visited[kind] ?? 0) + count;
    assert.deepEqual(complaints, [], where);
    assert.deepEqual(await app.page.evaluate(() => globalThis.violations), [], where);
    assert.ok(await app.page.locator('#fault').isHidden(), where);
    assert.deepEqual(requests, [], where);
    for (const { entry, outputs } of entries) {
      compared += 1;
      const { cv_sil2r: bySil2r, cv_class: byClass } = expected(entry);
      assert.deepEqual(outputs.cv_sil2r, bySil2r, `${where}: ${JSON.stringify(entry)}`);
      assert.deepEqual(outputs.cv_class, byClass, `${where}: ${JSON.stringify(entry)}`);
    }
  }
  console.log(`steps by kind: ${JSON.stringify(visited)}; ${compared} answers compared`);
  assert.ok(compared > STEPS / 100, 'it often was where answers are');
  for (const kind of ['type', 'press', 'choose', 'go', 'language', 'drop']) assert.ok(visited[kind] > 0, kind);
});

test('memory stays where it is after ten thousand answers', async (t) => {
  const app = await browser.app(t);
  // The programs' own memory belongs to no heap of the browser.
  await app.page.addInitScript(() => {
    globalThis.programs = [];
    for (const way of ['instantiate', 'instantiateStreaming']) {
      const make = WebAssembly[way];
      WebAssembly[way] = async (...given) => {
        const made = await make.apply(WebAssembly, given);
        globalThis.programs.push((made.instance ?? made).exports.memory);
        return made;
      };
    }
  });
  await app.openAssess();
  const devtools = await app.page.context().newCDPSession(app.page);
  const random = generator(SEED);
  const measure = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
    const programs = await app.page.evaluate(() => globalThis.programs.map(({ buffer }) => buffer.byteLength));
    return { heap: usedSize, buffers: backingStorageSize, programs, nodes, listeners: jsEventListeners };
  };
  const answer = async (count) => {
    for (let done = 0; done < count; done += 1) {
      const { condition, cv, cv_method: method, sil2r, kit } = randomEntry(random);
      const entry = { condition, cv: cv.text, cv_method: method, sil2r: sil2r.text, kit };
      await app.enter(Object.fromEntries(Object.entries(entry).filter(([, value]) => value)));
    }
    // The same entry at each measurement.
    await app.enter({ condition: 'smoldering_atl', cv: '0.61', sil2r: '1240', kit: 'cleia' });
    return measure();
  };
  const early = await answer(1000);
  const late = await answer(MORE);
  console.log(`after 1,000 answers ${JSON.stringify(early)}, after 10,000 ${JSON.stringify(late)}`);
  assert.ok(late.heap - early.heap < MEBIBYTE, `heap ${early.heap} → ${late.heap}`);
  assert.ok(late.buffers - early.buffers < MEBIBYTE, `buffers ${early.buffers} → ${late.buffers}`);
  // The memory of a program never shrinks, and it is not flat: about a kilobyte comes with each answer that changes the
  // group, cause not found. It must not become more.
  const sum = (sizes) => sizes.reduce((whole, size) => whole + size, 0);
  assert.ok(early.programs.length > 1, 'each program has a memory');
  const growth = (sum(late.programs) - sum(early.programs)) / MORE;
  assert.ok(growth < PROGRAM_BYTES_PER_ANSWER, `programs ${early.programs} → ${late.programs}`);
  assert.ok(late.nodes <= early.nodes * 1.05, `nodes ${early.nodes} → ${late.nodes}`);
  assert.ok(late.listeners <= early.listeners * 1.05, `listeners ${early.listeners} → ${late.listeners}`);
});
