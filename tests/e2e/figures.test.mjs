// The figures of the long texts, where a reader does something with them or they must keep a promise.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FORMS, TOPICS, choose, depths, openPortal, visit } from './pages/learn.mjs';
import { session } from './pages/session.mjs';

const browser = session();

/** The figures on the present screen, by their id in the texts. */
function figures(app) {
  return app.page.evaluate(() =>
    [...document.querySelectorAll('.figure-frame')].map((frame) => {
      const id = (frame.id || frame.getAttribute('aria-labelledby') || frame.querySelector('[id$="-title"]').id)
        .replace(/^figure-/, '')
        .replace(/-\d+-title$/, '');
      const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
      return {
        id,
        words: frame.textContent.trim().length,
        marks: /[《》｜{}]/.test(frame.textContent),
        wide: frame.scrollWidth - frame.clientWidth,
        twice: ids.filter((one, at) => ids.indexOf(one) !== at),
      };
    }),
  );
}

test('every figure stands in every form, fits a narrow phone, and has ids of its own', async (t) => {
  const app = await browser.app(t, { viewport: { width: 320, height: 800 } });
  await openPortal(app);
  for (const form of FORMS) {
    await app.set('language', form);
    const seen = new Set();
    for (const topic of TOPICS) {
      await visit(app, `#/learn/${topic}`);
      for (const depth of await depths(app)) {
        await choose(app, depth);
        for (const { id, words, marks, wide, twice } of await figures(app)) {
          const where = `${form} ${topic} ${depth} ${id}`;
          seen.add(id);
          assert.ok(words > 40, `${where} says something`);
          assert.equal(marks, false, `${where} shows no notation`);
          assert.equal(wide, 0, `${where} fits`);
          assert.deepEqual(twice, [], where);
        }
      }
    }
    assert.equal(seen.size, 19, `${form}: ${[...seen]}`);
  }
});

test('the practice answers each choice in words, can be skipped, and keeps nothing', async (t) => {
  const app = await browser.app(t);
  const { page } = app;
  await openPortal(app, '#/learn/reading-a-curve', 'en');
  await choose(app, 'five-minutes');
  const practice = page.locator('.figure-practice');
  const feedback = practice.locator('.figure-feedback');
  assert.equal(await feedback.innerText(), '');
  const options = practice.locator('input[type="radio"]');
  const said = new Set();
  for (let index = 0; index < (await options.count()); index += 1) {
    await options.nth(index).check();
    const text = await feedback.innerText();
    assert.match(text, /30 of 100 have progressed, and 70 are not known to have progressed/);
    said.add(text);
  }
  assert.equal(said.size, 4, 'each answer has its own words');
  assert.equal([...said].filter((text) => text.includes('That is right')).length, 1);
  const skip = practice.locator('button[name="skip-practice"]');
  await skip.click();
  assert.equal(await options.count(), 0);
  await skip.click();
  assert.equal(await practice.locator('input:checked').count(), 0, 'begins anew');
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  assert.deepEqual(kept, [0, 0, '']);
});

test('the picture of measuring moves until it is stopped, and not where motion is not wanted', async (t) => {
  const running = (page) =>
    page.evaluate(
      () =>
        document
          .getAnimations()
          .filter((one) => one instanceof CSSAnimation && one.effect.target.closest('.figure-measurement'))
          .length,
    );
  const moving = await browser.app(t, { reducedMotion: 'no-preference' });
  await openPortal(moving, '#/learn/cv', 'en');
  await choose(moving, 'five-minutes');
  const button = moving.page.locator('.figure-measurement .figure-motion');
  assert.ok((await running(moving.page)) > 0);
  await button.click();
  assert.equal(await running(moving.page), 0);
  assert.equal(await button.innerText(), 'Move the picture');
  const still = await browser.app(t, { reducedMotion: 'reduce' });
  await openPortal(still, '#/learn/cv', 'en');
  await choose(still, 'five-minutes');
  assert.equal(await running(still.page), 0);
  assert.equal(await still.page.locator('.figure-motion').isVisible(), false);
});

test('phase 3 says first that it missed its goal', async (t) => {
  const app = await browser.app(t);
  await openPortal(app, '#/learn/mogamulizumab-in-ham', 'en');
  await choose(app, 'five-minutes');
  const frame = app.page.locator('.figure-frame:has([id^="figure-mogamulizumab-phase3-"])');
  assert.match(await frame.innerText(), /^This trial missed its most important goal\./);
});
