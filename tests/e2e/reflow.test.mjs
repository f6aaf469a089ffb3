// Nothing must be scrolled sideways: on a narrow screen, at 200 % zoom, and with text twice as large.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { CASES, CLINIC_CASES } from './pages/cases.mjs';
import { LOCALES, session } from './pages/session.mjs';

const browser = session();
const VIEWS = {
  '320 px': { viewport: { width: 320, height: 640 } },
  // A window of 1,280 px at 200 % is laid out like one of 640 px.
  '200 % zoom': { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
  '200 % text': { viewport: { width: 1280, height: 900 }, textSize: '200%' },
  '200 % text on a phone': { viewport: { width: 390, height: 844 }, textSize: '200%' },
};

/** What reaches over the right edge, apart from tables that scroll in a box of their own. */
function overflow(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const outside = [...document.querySelectorAll('body *')].filter((element) => {
      if (element.closest('.table-scroll, .visually-hidden, .skip-link')) return false;
      return element.checkVisibility() && element.getBoundingClientRect().right > clientWidth + 1;
    });
    const names = outside.map((element) => `${element.localName}.${element.className.baseVal ?? element.className}`);
    return { sideways: scrollWidth - clientWidth, outside: names };
  });
}

for (const [view, { textSize, ...options }] of Object.entries(VIEWS)) {
  for (const language of ['en', 'ja']) {
    test(`${view}, ${language}`, async (t) => {
      const app = await browser.app(t, { ...options, locale: LOCALES[language] });
      const check = async (what) =>
        assert.deepEqual(await overflow(app.page), { sideways: 0, outside: [] }, what);
      await app.open();
      if (textSize) await app.page.evaluate((size) => (document.documentElement.style.fontSize = size), textSize);
      await check('home');
      await app.go('#/assess');
      await check('confirm');
      await app.confirm();
      await check('empty form');
      for (const [name, entries] of Object.entries(CASES)) {
        await app.enter(entries);
        // With everything opened that opens.
        await app.page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
        await check(name);
      }
      for (const [name, { first, more }] of Object.entries(CLINIC_CASES)) {
        await app.enter(first);
        await app.openClinic();
        for (const entry of Object.entries(more)) await app.set(...entry);
        await app.page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
        await check(`clinic: ${name}`);
      }
    });
  }
}
