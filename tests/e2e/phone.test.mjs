// On a phone: the answer stays in sight while typing, and everything is large enough to touch.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { CASES } from './pages/cases.mjs';
import { LOCALES, session } from './pages/session.mjs';

const browser = session();
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const TOUCH = 44;

/** Targets a finger could miss. Links inside a sentence or a list of sources are text, not targets. */
function smallTargets(page) {
  return page.evaluate((least) => {
    const targets = document.querySelectorAll(
      'button, select, summary, input[type="text"], input[type="range"], label:has([type="radio"]), header a, nav a',
    );
    return [...targets]
      .filter((target) => target.checkVisibility())
      .map((target) => [target, target.getBoundingClientRect()])
      .filter(([, { width, height }]) => width < least || height < least)
      .map(([target, { width, height }]) => `${target.textContent || target.name}: ${width} x ${height}`);
  }, TOUCH);
}

for (const language of ['en', 'ja']) {
  test(`targets are at least ${TOUCH} px: ${language}`, async (t) => {
    const app = await browser.app(t, { ...PHONE, locale: LOCALES[language] });
    await app.open();
    for (const route of ['#/', '#/about', '#/trace', '#/sites', '#/assess']) {
      await app.go(route);
      assert.deepEqual(await smallTargets(app.page), [], route);
    }
    await app.confirm();
    for (const name of ['R4', 'R1', 'carrier', 'invalid']) {
      await app.enter(CASES[name]);
      assert.deepEqual(await smallTargets(app.page), [], name);
    }
  });

  test(`the one-line answer stays in sight while typing: ${language}`, async (t) => {
    const app = await browser.assess(t, { ...PHONE, locale: LOCALES[language] });
    const { page } = app;
    await app.enter({ ...CASES.R4, sil2r: '' });
    const place = () =>
      page.locator('.one-line').evaluate((line) => {
        const { top, bottom } = line.getBoundingClientRect();
        const topmost = document.elementFromPoint(innerWidth / 2, (top + bottom) / 2);
        return { top, bottom, isOnTop: topmost === line || line.contains(topmost) };
      });
    const assertInSight = async (where) => {
      const { top, bottom, isOnTop } = await place();
      assert.ok(top >= 0 && bottom <= PHONE.viewport.height && isOnTop, `${where}: ${top} to ${bottom}`);
    };
    const field = app.control('sil2r');
    await field.focus();
    // As the keyboard of a phone does: the field is brought to the middle of what is left.
    await field.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await assertInSight('at the field');
    await page.keyboard.type('1240');
    assert.match(await app.oneLine(), /^R4 .*25\.0/);
    assert.equal(await field.evaluate((element) => document.activeElement === element), true);
    await assertInSight('after typing');
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    await assertInSight('in the middle of the results');
  });
}
