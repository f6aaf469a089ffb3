// Everything can be done from the keyboard, and one always sees where one is.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { session } from './pages/session.mjs';

const browser = session();
const MOST_STOPS = 40;

/** Where the focus is, and whether that can be seen. */
function focus(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const hasOutline = (candidate) => {
      if (!candidate) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(candidate);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    };
    // A field and a segment show the focus on their frame.
    const frame = element.closest('.number-field, .segments label');
    const { width, height, bottom, right } = element.getBoundingClientRect();
    return {
      tag: element.localName,
      id: element.id,
      name: element.getAttribute('name'),
      value: element.value,
      href: element.getAttribute('href'),
      classes: element.className,
      section: element.parentElement?.id,
      isVisible: hasOutline(element) || hasOutline(frame),
      isOnScreen: width > 0 && height > 0 && bottom > 0 && right > 0,
    };
  });
}

/** Tabs on until the focus is where it is wanted; every stop on the way must be seen. */
async function tabTo(page, what, isThere) {
  const stops = [];
  for (let count = 0; count < MOST_STOPS; count += 1) {
    await page.keyboard.press('Tab');
    const stop = await focus(page);
    stops.push(stop.name ?? stop.href ?? stop.id ?? stop.tag);
    assert.ok(stop.isVisible, `the focus cannot be seen on ${JSON.stringify(stop)}`);
    assert.ok(stop.isOnScreen, `the focus is off the page on ${JSON.stringify(stop)}`);
    if (isThere(stop)) return stop;
  }
  return assert.fail(`${what} cannot be reached with Tab; stops: ${stops.join(', ')}`);
}

const named = (name) => (stop) => stop.name === name;

test('from the first page to a later time and the reasons, without a pointer', async (t) => {
  const app = await browser.app(t);
  await app.open();
  const { page } = app;
  const { keyboard } = page;

  await keyboard.press('Tab');
  assert.match((await focus(page)).classes, /skip-link/, 'the skip link comes first');
  await keyboard.press('Enter');
  assert.equal((await focus(page)).id, 'content');
  assert.equal(await page.evaluate(() => location.hash), '#/', 'skipping is not a change of screen');

  await tabTo(page, 'the door', (stop) => stop.href === '#/assess');
  await keyboard.press('Enter');
  await page.locator('button[name="reader"]').first().waitFor();
  assert.equal((await focus(page)).id, 'content', 'a new screen is read from its beginning');
  await tabTo(page, 'the confirm step', named('reader'));
  await keyboard.press('Enter');
  await app.control('cv').waitFor();
  assert.equal((await focus(page)).id, 'content');

  await tabTo(page, 'the situation', named('condition'));
  await keyboard.press('Space');
  await keyboard.press('ArrowDown');
  assert.equal(await app.value('condition'), 'carrier');
  await keyboard.press('ArrowUp');
  assert.equal(await app.value('condition'), 'smoldering_atl');
  await tabTo(page, 'Cv', named('cv'));
  await keyboard.type('0.61');
  await tabTo(page, 'the method', named('cv_method'));
  await keyboard.press('Space');
  assert.equal(await app.value('cv_method'), 'raising_clova');
  await tabTo(page, 'sIL-2R', named('sil2r'));
  await keyboard.type('1240');
  await tabTo(page, 'the unit', named('sil2r_unit'));
  await tabTo(page, 'the kit', named('kit'));
  await keyboard.press('Space');
  assert.equal(await app.value('kit'), 'cleia');
  assert.equal(await app.value('sil2r'), '1,240');
  assert.equal((await app.output('cv_sil2r')).possible, 'R4');

  await tabTo(page, 'the level shown', named('show'));
  await tabTo(page, 'the time', named('months'));
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  assert.equal(await app.value('months'), '14');
  assert.match(await page.locator('#people h2').innerText(), /14 months/);
  assert.equal((await focus(page)).name, 'months', 'the control is not rebuilt under the finger');
  await tabTo(page, 'the reasons', (stop) => stop.tag === 'summary' && stop.section === 'why');
  await keyboard.press('Enter');
  await page.locator('h1, h2, h3', { hasText: 'What was studied' }).waitFor();
  await tabTo(page, 'a source', (stop) => stop.href?.startsWith('https://'));
});

test('typing in a field keeps the focus and the caret', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'smoldering_atl', sil2r: '1240' });
  const cv = app.control('cv');
  await cv.focus();
  await app.page.keyboard.type('0.1');
  await app.page.keyboard.press('ArrowLeft');
  await app.page.keyboard.type('6');
  assert.equal(await cv.inputValue(), '0.61');
  assert.equal((await focus(app.page)).name, 'cv');
});
