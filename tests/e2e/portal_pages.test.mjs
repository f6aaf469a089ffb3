// What holds of every page of the portal: reached in three steps, no sideways scroll, links that lead somewhere, paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FORMS, SCREENS, choose, depths, heading, openAll, openPortal, visit } from './pages/learn.mjs';
import { session } from './pages/session.mjs';

const browser = session();
for (const form of FORMS) {
  test(`nothing is scrolled sideways at 320 px, ${form}`, async (t) => {
    const app = await browser.app(t, { viewport: { width: 320, height: 640 } });
    await openPortal(app, '#/learn', form);
    const wide = {};
    for (const route of SCREENS) {
      await visit(app, route);
      for (const depth of await depths(app)) {
        await choose(app, depth);
        await openAll(app.page);
        const outside = await app.page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          const over = [...document.querySelectorAll('body *')].filter(
            (element) =>
              !element.closest('.table-scroll, .visually-hidden, .skip-link') &&
              element.checkVisibility() &&
              element.getBoundingClientRect().right > clientWidth + 1,
          );
          if (scrollWidth <= clientWidth && over.length === 0) return null;
          return over.map((element) => `${element.localName}.${element.className.baseVal ?? element.className}`).slice(0, 4);
        });
        if (outside) wide[`${route} ${depth ?? ''}`] = outside;
      }
    }
    assert.deepEqual(wide, {});
  });
}

test('every page is reached by keyboard in at most three steps from the first screen', async (t) => {
  const app = await browser.app(t);
  const { page } = app;
  await app.open('#/');
  /** The links of the present screen that the keyboard reaches. */
  const links = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#/"]')]
        .filter((link) => link.checkVisibility() && link.tabIndex >= 0)
        .map((link) => link.getAttribute('href')),
    );
  const press = async (href) => {
    await page.locator(`a[href="${href}"]`).first().focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((to) => location.hash === to, href);
    await page.waitForFunction(() => document.querySelector('main h1, #portal h1'));
  };
  const steps = new Map([['#/', 0]]);
  let ways = [[]];
  for (let step = 1; step <= 3; step += 1) {
    const next = [];
    for (const way of ways) {
      await app.go('#/');
      for (const href of way) await press(href);
      for (const href of await links()) {
        if (steps.has(href) || href.startsWith('#/kit/leaflet')) continue;
        steps.set(href, step);
        next.push([...way, href]);
      }
    }
    ways = step === 1 ? next : [];
    if (ways.length === 0) break;
  }
  for (const route of SCREENS) assert.ok(steps.get(route) <= 3, `${route}: ${steps.get(route)} steps`);
});

test('every link inside leads to a page', async (t) => {
  const app = await browser.app(t);
  const { page } = app;
  await openPortal(app, '#/learn', 'en');
  const links = new Map();
  for (const form of FORMS) {
    await app.set('language', form);
    for (const route of SCREENS) {
      await visit(app, route);
      for (const depth of await depths(app)) {
        await choose(app, depth);
        const here = await page.locator('#portal a[href^="#"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
        for (const href of here) links.set(href, `${form} ${route}`);
      }
    }
  }
  await app.set('language', 'en');
  const dead = [];
  for (const [href, from] of links) {
    await app.go(href);
    const text = await page.locator('main').innerText();
    if (/This page was not found/.test(text) || (await page.locator('main h1').count()) === 0) dead.push(`${href} on ${from}`);
  }
  assert.ok(links.size > 40, `${links.size} links`);
  assert.deepEqual(dead, []);
});

for (const form of FORMS) {
  test(`on paper there is the text with its sources and no control, ${form}`, async (t) => {
    const app = await browser.app(t);
    const { page } = app;
    await openPortal(app, '#/learn', form);
    for (const route of SCREENS) {
      await visit(app, route);
      await page.emulateMedia({ media: 'print' });
      const controls = await page
        .locator('#portal :is(button:not(.term, .fact), input, select, fieldset.entry .segments):visible')
        .evaluateAll((all) => all.map((one) => one.outerHTML.slice(0, 80)));
      assert.deepEqual(controls, [], route);
      assert.ok(await heading(app).isVisible(), route);
      assert.ok(await page.locator('.standing-line').isVisible(), 'the standing line is on paper');
      await page.emulateMedia({ media: 'screen' });
    }
  });
}

test('nothing is asked for and no policy is broken while a reader goes through all pages', async (t) => {
  const app = await browser.app(t);
  const { page } = app;
  const broken = [];
  await page.exposeFunction('report', (what) => broken.push(what));
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) => globalThis.report(`${event.violatedDirective}: ${event.sourceFile}`)),
  );
  page.on('pageerror', (error) => broken.push(String(error)));
  await app.open('#/learn');
  page.on('request', (request) => broken.push(request.url()));
  for (const form of FORMS) {
    await app.set('language', form);
    for (const route of SCREENS) {
      await visit(app, route);
      for (const depth of await depths(app)) await choose(app, depth);
    }
  }
  assert.deepEqual(broken, []);
});
