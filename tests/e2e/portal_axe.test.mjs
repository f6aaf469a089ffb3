// No accessibility rule that a machine can check is broken on any page of the portal, in any form or theme.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe from 'axe-core';
import { FORMS, SCREENS, choose, depths, openAll, openPortal, visit } from './pages/learn.mjs';
import { session } from './pages/session.mjs';

const browser = session();
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(page) {
  const found = await page.evaluate(
    (tags) => globalThis.axe.run({ runOnly: tags, resultTypes: ['violations'] }),
    TAGS,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

for (const form of FORMS) {
  for (const colorScheme of ['light', 'dark']) {
    test(`no accessibility rule is broken, ${form}, ${colorScheme}`, async (t) => {
      const app = await browser.app(t, { colorScheme });
      await openPortal(app, '#/learn', form);
      await app.page.evaluate(axe.source);
      const found = {};
      for (const route of SCREENS) {
        await visit(app, route);
        // The depths differ in words only: light goes through all of them, dark looks at the longest.
        const looked = colorScheme === 'light' ? await depths(app) : (await depths(app)).slice(-2, -1);
        for (const depth of looked.length > 0 ? looked : [null]) {
          await choose(app, depth);
          await openAll(app.page);
          const broken = await violations(app.page);
          if (broken.length > 0) found[`${route} ${depth ?? ''}`] = broken;
        }
      }
      assert.deepEqual(found, {});
    });
  }
}
