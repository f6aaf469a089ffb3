// No accessibility rule that a machine can check is broken, on any screen, in any language or theme.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe from 'axe-core';
import { CASES, CLINIC_CASES } from './pages/cases.mjs';
import { LOCALES, session } from './pages/session.mjs';

const browser = session();
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const ANSWERS = ['R1', 'R2', 'R3', 'R4', 'undetermined', 'invalid', 'withheld', 'carrier'];

async function violations(page) {
  const found = await page.evaluate(
    (tags) => globalThis.axe.run({ runOnly: tags, resultTypes: ['violations'] }),
    TAGS,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

for (const language of ['en', 'ja']) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${language}, ${colorScheme}`, async (t) => {
      const app = await browser.app(t, { locale: LOCALES[language], colorScheme });
      const found = {};
      const check = async (what) => {
        const broken = await violations(app.page);
        if (broken.length > 0) found[what] = broken;
      };
      await app.open();
      await app.page.evaluate(axe.source);
      await check('home');
      await app.go('#/assess');
      await check('confirm');
      await app.confirm();
      await check('empty');
      for (const answer of ANSWERS) {
        await app.enter(CASES[answer]);
        await app.page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
        await check(answer);
      }
      for (const [name, { first, more }] of Object.entries(CLINIC_CASES)) {
        await app.enter(first);
        await app.openClinic();
        for (const entry of Object.entries(more)) await app.set(...entry);
        await check(`clinic: ${name}`);
      }
      assert.deepEqual(found, {});
    });
  }
}
