// One trace: opened, looked at, measured, its junction moved, saved.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import axe from 'axe-core';
import { LOCALES, session } from './pages/session.mjs';
import { ANCHOR, simulated, traceCommand, TraceRoom } from './pages/trace.mjs';

const browser = session();
const SECRET = 'PATIENT-4711';
const TEXT = {
  en: { title: 'Trace 1', unreadable: 'cannot be read as a trace', notCv: 'not the clonality value (Cv)', whole: /whole number from 10/ },
  ja: { title: '波形1', unreadable: '波形として読めません', notCv: '(Cv)ではなく', whole: /10から.*整数/ },
};
let mixed;
let weak;
let reverse;

before(() => {
  mixed = simulated('--clones', '0.6', '--seed', '3');
  weak = simulated('--clones', '0.6', '--height', '30');
  reverse = simulated('--clones', '0.7', '--reverse', '--seed', '5');
});

async function openRoom(t, options) {
  const room = new TraceRoom(await browser.page(t, { acceptDownloads: true, ...options }), browser.url);
  await room.openRoom();
  return room;
}

/** The room with a trace of 60 % in it. */
async function openMixed(t, options) {
  const room = await openRoom(t, options);
  await room.openFile(`${SECRET}.ab1`, mixed.bytes);
  return room;
}

for (const [language, locale] of Object.entries(LOCALES)) {
  test(`the page shows the numbers of the command: ${language}`, async (t) => {
    const room = await openMixed(t, { locale });
    const said = traceCommand(mixed.path);
    assert.equal(said.ok, true);
    for (const name of ['dominance', 'simpson', 'entropy']) assert.deepEqual(await room.estimate(name), said[name], name);
    const clones = await room.estimate('effective_clones');
    assert.deepEqual(clones, { value: said.effective_clones, ...said.effective_clones_interval });
    const { position, strand, mismatches } = said.junction;
    assert.deepEqual(await room.junction(), { position, strand, mismatches: String(mismatches), byHand: false });
    // What is read is what is measured, to two decimals.
    const text = await room.page.locator('.trace-answer').innerText();
    for (const number of [said.dominance.value, said.simpson.low]) assert.ok(text.includes(number.toFixed(2)), text);
    assert.ok(text.includes(TEXT[language].notCv), text);
    const rows = room.page.locator('#trace-bars tbody tr');
    assert.equal(await rows.count(), said.quality.window_bases);
  });

  test(`rubbish and weak reads are told in plain words: ${language}`, async (t) => {
    const room = await openRoom(t, { locale });
    await room.openFile('note.ab1', 'not a trace at all');
    assert.deepEqual(await room.reasons(), ['unknown_format']);
    assert.ok((await room.page.locator('.reason').innerText()).includes(TEXT[language].unreadable));
    assert.equal(await room.page.locator('.viewer, output[name="dominance"]').count(), 0);
    await room.press('remove_all');
    await room.openFile('weak.ab1', weak.bytes);
    const said = traceCommand(weak.path);
    assert.equal(said.ok, false);
    assert.deepEqual(await room.reasons(), said.error.reasons);
    assert.equal(await room.estimate('dominance'), null);
    assert.equal(await room.page.locator('.viewer-canvas').count(), 1, 'the picture is shown all the same');
  });

  test(`a wrong entry takes the result away until it is put right: ${language}`, async (t) => {
    const room = await openMixed(t, { locale });
    const before = await room.estimate('dominance');
    for (const [name, wrong, right] of [
      ['window', '9', '４０'],
      ['skip', '6.5', '6'],
      ['junction_base', '99999', null],
    ]) {
      await room.set(name, wrong);
      assert.equal(await room.estimate('dominance'), null, name);
      assert.deepEqual(await room.reasons(), ['bad_entry'], name);
      assert.equal(await room.control(name).getAttribute('aria-invalid'), 'true');
      assert.notEqual(await room.error(name), '');
      if (name === 'window') assert.match(await room.error(name), TEXT[language].whole);
      if (right === null) await room.press('junction_found');
      else await room.set(name, right);
      assert.deepEqual(await room.estimate('dominance'), before, name);
    }
  });

  test(`nothing a machine can check is wrong: ${language}`, async (t) => {
    for (const colorScheme of ['light', 'dark']) {
      const room = await openRoom(t, { locale, colorScheme });
      await room.page.evaluate(axe.source);
      const check = async (what) => {
        await room.page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
        const found = await room.page.evaluate(() =>
          globalThis.axe.run({
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            resultTypes: ['violations'],
          }),
        );
        const broken = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`);
        assert.deepEqual(broken, [], `${what}, ${colorScheme}`);
      };
      await check('no file');
      await room.openFile('a.ab1', mixed.bytes);
      await room.press('junction_right');
      await check('a trace');
      await room.set('anchor_preset', 'own');
      await room.set('background', 'own');
      await check('own settings, still empty');
      await room.set('anchor_preset', 'blv-5ltr');
      await room.set('background', 'human');
      await check('another anchor');
    }
  });

  test(`a phone of 320 px shows it all without scrolling sideways: ${language}`, async (t) => {
    const room = await openMixed(t, { locale, viewport: { width: 320, height: 640 } });
    const check = async (what) => {
      const outside = await room.page.evaluate(() => {
        document.querySelectorAll('details').forEach((part) => (part.open = true));
        const { scrollWidth, clientWidth } = document.documentElement;
        const parts = [...document.querySelectorAll('.laboratory *')].filter(
          (part) =>
            !part.closest('.table-scroll, .visually-hidden') &&
            part.checkVisibility() &&
            part.getBoundingClientRect().right > clientWidth + 1,
        );
        const names = parts.map((part) => `${part.localName}.${part.getAttribute('class')}`);
        return { sideways: scrollWidth - clientWidth, parts: names };
      });
      assert.deepEqual(outside, { sideways: 0, parts: [] }, what);
    };
    await room.press('junction_right');
    await check('a result');
    await room.set('anchor_preset', 'own');
    await room.set('anchor', ANCHOR);
    await room.set('background', 'own');
    await check('own settings');
  });
}

test('an anchor that is pasted measures as the known one does', async (t) => {
  const room = await openMixed(t);
  const known = await room.estimate('simpson');
  await room.set('anchor_preset', 'own');
  assert.deepEqual(await room.reasons(), ['bad_entry']);
  await room.set('anchor', `>end of the LTR\n${ANCHOR.toLowerCase().replaceAll(/(.{10})/g, '$1 ')}\n`);
  assert.deepEqual(await room.estimate('simpson'), known);
  await room.set('anchor', 'ACGT!');
  assert.equal(await room.estimate('simpson'), null);
  assert.equal(await room.value('anchor'), 'ACGT!', 'what was typed stays');
  await room.set('anchor_preset', 'blv-3ltr');
  assert.deepEqual(await room.reasons(), ['junction_not_found']);
});

test('a read from the other side is measured towards its own host', async (t) => {
  const room = await openRoom(t);
  await room.openFile('reverse.ab1', reverse.bytes);
  const said = traceCommand(reverse.path);
  assert.equal((await room.junction()).strand, 'reverse');
  assert.deepEqual(await room.estimate('dominance'), said.dominance);
});

test('the keys move, zoom, find the junction and shift it', async (t) => {
  const room = await openMixed(t);
  const { position } = await room.junction();
  await room.picture().focus();
  const press = async (key) => {
    await room.page.keyboard.press(key);
    return room.seenBases();
  };
  const start = await room.seenBases();
  assert.ok(start.first <= position && position <= start.last, 'the junction is in sight at first');
  const right = await press('ArrowRight');
  assert.ok(right.first > start.first && right.last > start.last);
  assert.deepEqual(await press('ArrowLeft'), start);
  const near = await press('+');
  assert.ok(near.first > start.first && near.last < start.last);
  await press('-');
  const end = await press('End');
  const home = await press('Home');
  assert.equal(home.first, 1);
  const whole = await press('0');
  assert.deepEqual(whole, { first: 1, last: end.last });
  await press('Home');
  await press('PageDown');
  assert.deepEqual(await press('j'), start);
  const before = await room.estimate('dominance');
  await press(']');
  await press(']');
  await press('[');
  assert.deepEqual(await room.junction(), {
    position: position + 1,
    strand: 'forward',
    mismatches: '0',
    byHand: true,
  });
  await room.press('junction_left');
  assert.equal((await room.junction()).position, position);
  await room.press('junction_found');
  assert.equal((await room.junction()).byHand, false);
  assert.deepEqual(await room.estimate('dominance'), before);
});

test('pointer and wheel move, zoom and drag the junction; the found one comes back', async (t) => {
  const room = await openMixed(t);
  const { mouse } = room.page;
  await room.page.locator('.viewer-canvas').scrollIntoViewIfNeeded();
  const found = await room.junction();
  const before = await room.estimate('dominance');
  const start = await room.seenBases();
  const box = await room.box();
  const bases = start.last - start.first + 1;
  // The junction stands where the picture puts it at first: 30 % from the left.
  const handle = { x: box.x + 0.3 * box.width, y: box.y + 13 };
  await mouse.move(handle.x, handle.y);
  await mouse.down();
  await mouse.move(handle.x + (12.1 * box.width) / bases, handle.y, { steps: 8 });
  await mouse.up();
  const moved = await room.junction();
  assert.equal(moved.byHand, true);
  assert.ok(Math.abs(moved.position - found.position - 12) <= 1, `${found.position} to ${moved.position}`);
  assert.deepEqual(await room.seenBases(), start, 'the picture stands still');
  assert.notDeepEqual(await room.estimate('dominance'), before);
  const said = traceCommand(mixed.path, { junction: moved.position });
  if (said.ok) assert.deepEqual(await room.estimate('dominance'), said.dominance);
  await room.press('junction_found');
  assert.deepEqual(await room.junction(), found);
  assert.deepEqual(await room.estimate('dominance'), before);

  // The button above has scrolled the page.
  await room.page.locator('.viewer-canvas').scrollIntoViewIfNeeded();
  const there = await room.box();
  await mouse.move(there.x + 0.5 * there.width, there.y + 250);
  await mouse.down();
  await mouse.move(there.x + 0.3 * there.width, there.y + 250, { steps: 4 });
  await mouse.up();
  const dragged = await room.seenBases();
  assert.ok(Math.abs(dragged.first - start.first - 0.2 * bases) <= 2, JSON.stringify(dragged));
  await mouse.wheel(0, 300);
  const wide = await room.seenBases();
  assert.ok(wide.last - wide.first > 1.7 * bases);
});

test('two fingers zoom', async (t) => {
  const room = await openMixed(t, { hasTouch: true, viewport: { width: 390, height: 844 } });
  await room.page.locator('.viewer-canvas').scrollIntoViewIfNeeded();
  const box = await room.box();
  const before = await room.seenBases();
  const client = await room.page.context().newCDPSession(room.page);
  const touch = (type, ...places) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: places.map((share, id) => ({ id, x: box.x + share * box.width, y: box.y + 200 })),
    });
  await touch('touchStart', 0.45, 0.55);
  for (const half of [0.08, 0.12, 0.16, 0.2]) await touch('touchMove', 0.5 - half, 0.5 + half);
  await touch('touchEnd');
  const after = await room.seenBases();
  assert.ok(after.last - after.first < 0.4 * (before.last - before.first), JSON.stringify([before, after]));
});

test('what is saved is what is seen, and names no one until that is chosen', async (t) => {
  const room = await openMixed(t);
  const said = traceCommand(mixed.path);
  const svg = await room.saved('save_svg');
  assert.equal(svg.name, 'trace-1.svg');
  const drawn = svg.bytes.toString();
  const { first, last } = await room.seenBases();
  const letters = [...drawn.matchAll(/y="75" [^>]*>([A-Z])</g)].length;
  assert.ok(Math.abs(letters - (last - first + 1)) <= 2, `${letters} letters for bases ${first} to ${last}`);
  assert.equal([...drawn.matchAll(/<polyline/g)].length, 7, 'four curves, two rules, one junction');
  await room.page.locator('[name="channel_g"]').uncheck();
  assert.equal([...(await room.saved('save_svg')).bytes.toString().matchAll(/<polyline/g)].length, 6);

  const png = await room.saved('save_png');
  assert.equal(png.name, 'trace-1.png');
  assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
  const box = await room.box();
  assert.ok(Math.abs(png.bytes.readUInt32BE(16) - 2 * box.width) <= 2, 'two pixels for each of the page');

  await room.set('picture_range', 'whole');
  const whole = (await room.saved('save_svg')).bytes.toString();
  const height = Number(whole.match(/height="([\d.]+)"/)[1]);
  assert.ok(height > 2 * box.height, 'rows');

  const json = await room.saved('save_json');
  assert.equal(json.name, 'trace-1.json');
  const numbers = JSON.parse(json.bytes);
  for (const name of ['ok', 'dominance', 'simpson', 'entropy', 'effective_clones', 'effective_clones_interval', 'junction', 'quality', 'warnings']) {
    assert.deepEqual(numbers[name], said[name], name);
  }
  assert.deepEqual(
    numbers.positions.map(({ call, scan, raw, corrected }) => ({ call, scan, raw, corrected })),
    said.positions,
  );
  const csv = await room.saved('save_csv');
  assert.equal(csv.name, 'trace-1.csv');
  const rows = csv.bytes.toString().trimEnd().split('\r\n').map((line) => line.split(','));
  const dominance = rows.find(([item]) => item === 'dominance').slice(1, 4).map(Number);
  assert.deepEqual(dominance, [said.dominance.value, said.dominance.low, said.dominance.high]);
  assert.equal(rows.filter(([item]) => item === 'window_position').length, said.positions.length);

  for (const { bytes } of [svg, json, csv]) assert.ok(!bytes.toString().includes(SECRET));
  assert.ok(!(await room.page.locator('main').innerText()).includes(SECRET));
  await room.page.locator('[name="names_shown"]').check();
  assert.ok((await room.page.locator('#opened-trace').innerText()).includes(SECRET));
  assert.equal(JSON.parse((await room.saved('save_json')).bytes).file, `${SECRET}.ab1`);
  assert.ok((await room.saved('save_csv')).bytes.toString().includes(SECRET));
  assert.equal((await room.saved('save_json')).name, 'trace-1.json', 'never in the name of a file');
});

test('everything set stays when the language changes', async (t) => {
  const room = await openMixed(t);
  await room.press('zoom_in');
  await room.set('window', '30');
  await room.press('junction_right');
  const before = { junction: await room.junction(), seen: await room.seenBases(), value: await room.estimate('simpson') };
  await room.set('language', 'ja');
  await room.page.getByText(TEXT.ja.title, { exact: true }).waitFor();
  const after = { junction: await room.junction(), seen: await room.seenBases(), value: await room.estimate('simpson') };
  assert.deepEqual(after, before);
});
