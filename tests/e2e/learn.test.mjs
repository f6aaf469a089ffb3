// Learn: what a reader does with a text. Terms and sources in place, depths, readings, aids, the list of questions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CASES } from './pages/cases.mjs';
import { FORMS, TOPICS, choose, depths, heading, openPortal, visit } from './pages/learn.mjs';
import { session } from './pages/session.mjs';

const browser = session();
const NOTE = '.text-note';
const MARKS = /[《》｜]/;

test('the list leads to every topic, and each has three depths in three forms', async (t) => {
  const app = await browser.app(t);
  await openPortal(app);
  const listed = await app.page
    .locator('.topics a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href').replace('#/learn/', '')));
  assert.deepEqual(listed, [...TOPICS, 'glossary']);
  for (const form of FORMS) {
    await app.set('language', form);
    for (const topic of TOPICS) {
      await visit(app, `#/learn/${topic}`);
      const texts = new Set();
      for (const depth of await depths(app)) {
        await choose(app, depth);
        const text = await app.page.locator(`.text-body[data-depth="${depth}"]`).innerText();
        assert.ok(text.length > 100, `${form} ${topic} ${depth} says something`);
        texts.add(text);
        const foot = await app.page.locator('.text-foot .score').innerText();
        assert.match(foot, /\d/, `${form} ${topic} ${depth} tells how easy it reads`);
      }
      assert.equal(texts.size, 3, `${form} ${topic}`);
    }
  }
});

test('the title names the topic, in every language', async (t) => {
  const app = await browser.app(t);
  await openPortal(app, '#/learn/atl', 'en');
  for (const form of FORMS) {
    await app.set('language', form);
    const words = (await heading(app).evaluate((h1) => {
      const copy = h1.cloneNode(true);
      copy.querySelectorAll('rt').forEach((rt) => rt.remove());
      return copy.textContent;
    })).trim();
    assert.ok((await app.page.title()).startsWith(words), `${form}: ${await app.page.title()}`);
    assert.equal(await app.page.locator('html').getAttribute('lang'), form === 'en' ? 'en' : 'ja');
  }
});

for (const [how, act] of [
  ['keyboard', async (locator, page) => (await locator.focus(), await page.keyboard.press('Enter'))],
  ['touch', (locator) => locator.tap()],
]) {
  test(`a term and a number open in place, by ${how}`, async (t) => {
    const app = await browser.app(t, { hasTouch: true });
    const { page } = app;
    await openPortal(app, '#/learn/htlv-1', 'en');
    const term = page.locator('.text-body .term').first();
    await act(term, page);
    assert.equal(await term.getAttribute('aria-expanded'), 'true');
    const place = page.locator(`#${await term.getAttribute('aria-controls')}`);
    assert.ok((await place.locator(NOTE).innerText()).length > 40, 'the term is explained');
    const fact = page.locator('.text-body .fact').first();
    await act(fact, page);
    const note = page.locator(NOTE, { hasText: 'Where the number comes from' });
    assert.ok((await note.locator('.source').innerText()).length > 10, 'the source is named');
    await act(note.locator('button'), page);
    assert.equal(await note.count(), 0);
    assert.ok(await fact.evaluate((button) => button === document.activeElement), 'the focus is back');
  });
}

test('Escape closes a note and gives the focus back', async (t) => {
  const app = await browser.app(t);
  const { page } = app;
  await openPortal(app, '#/learn/atl', 'ja');
  const term = page.locator('.text-body .term').first();
  await term.focus();
  await page.keyboard.press('Enter');
  await page.locator(NOTE).locator('button').focus();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator(NOTE).count(), 0);
  assert.ok(await term.evaluate((button) => button === document.activeElement));
});

test('every number of every text opens a source', async (t) => {
  const app = await browser.app(t);
  await openPortal(app, '#/learn', 'en');
  const without = [];
  for (const topic of TOPICS) {
    await visit(app, `#/learn/${topic}`);
    for (const depth of await depths(app)) {
      await choose(app, depth);
      without.push(
        ...(await app.page.evaluate(async () => {
          const found = [];
          for (const fact of document.querySelectorAll('.text-body .fact')) {
            fact.click();
            await new Promise((done) => setTimeout(done));
            const place = document.getElementById(fact.getAttribute('aria-controls'));
            if (!place.querySelector('.source')) found.push(`${location.hash}: ${fact.textContent}`);
          }
          return found;
        })),
      );
    }
  }
  assert.deepEqual(without, []);
});

test('the signs of the texts never show, on no screen and in no form', async (t) => {
  const app = await browser.app(t);
  await app.open('#/');
  for (const form of FORMS) {
    await app.set('language', form);
    for (const route of ['#/', '#/learn', '#/learn/cv', '#/learn/questions', '#/learn/glossary', '#/kit', '#/about', '#/trace']) {
      await app.go(route);
      await app.page.waitForTimeout(50);
      const html = await app.page.content();
      assert.ok(!MARKS.test(html), `${form} ${route}: ${html.match(/.{30}[《》｜].{30}/)?.[0]}`);
      assert.ok(!MARKS.test(await app.page.title()));
    }
  }
});

test('what Assess says to a patient is there in easy Japanese, with readings', async (t) => {
  const app = await browser.assess(t);
  for (const answer of ['R1', 'R2', 'R3', 'R4', 'undetermined', 'carrier', 'withheld']) {
    await app.enter(CASES[answer]);
    await app.set('language', 'ja');
    const plain = await app.page.locator('.answer .sentence').innerText();
    await app.set('language', 'ja-easy');
    const sentence = app.page.locator('.answer .sentence');
    assert.ok((await sentence.locator('ruby rt').count()) > 0, `${answer} has readings`);
    assert.notEqual(await sentence.innerText(), plain);
    const html = await app.page.content();
    assert.ok(!MARKS.test(html), `${answer}: ${html.match(/.{30}[《》｜].{30}/)?.[0]}`);
  }
});

test('a screen reader meets each word once: its reading is for the eye', async (t) => {
  const app = await browser.app(t);
  await openPortal(app, '#/learn/htlv-1', 'ja-easy');
  const { page } = app;
  const pairs = await page
    .locator('.text-body ruby')
    .evaluateAll((all) => all.map((one) => [one.firstChild.textContent, one.querySelector('rt').textContent]));
  assert.ok(pairs.length > 20);
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const spoken = nodes
    .filter(({ role, ignored }) => !ignored && role?.value === 'StaticText')
    .map(({ name }) => name.value.trim());
  for (const [base, reading] of pairs) {
    assert.ok(spoken.some((text) => text.includes(base)), `${base} is spoken`);
    assert.ok(!spoken.includes(reading), `${reading} is not spoken beside ${base}`);
  }
});

test('readings can be hidden, and the choice is forgotten with the visit', async (t) => {
  const app = await browser.app(t);
  const { page } = app;
  await openPortal(app, '#/learn/atl', 'ja-easy');
  const rt = page.locator('.text-body rt').first();
  assert.ok(await rt.isVisible());
  await app.press('reading_aids');
  await app.set('readings', 'hidden');
  assert.ok(!(await rt.isVisible()));
  await app.set('text_size', 'largest');
  await app.set('line_spacing', 'wide');
  await app.set('contrast', 'high');
  await visit(app, '#/learn/ham');
  const root = page.locator('html');
  assert.equal(await root.getAttribute('data-text_size'), 'largest', 'it holds on other screens');
  assert.equal(await root.getAttribute('data-contrast'), 'high');
  const size = await page.locator('.text-body p').first().evaluate((p) => parseFloat(getComputedStyle(p).fontSize));
  assert.ok(size > 22, `${size} px`);
  await page.reload();
  await app.portal('ready');
  assert.equal(await root.getAttribute('data-text_size'), 'normal');
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  assert.deepEqual(kept, [0, 0, '']);
});

test('a term is found by its name in either language and by its reading', async (t) => {
  const app = await browser.app(t);
  await openPortal(app, '#/learn/glossary', 'en');
  const all = await app.page.locator('.terms > li').count();
  assert.ok(all >= 60, `${all} terms`);
  for (const typed of ['proviral load', 'PROVIRAL', 'プロウイルス', 'ぷろういるす']) {
    await app.set('term_search', typed);
    const found = await app.page.locator('.terms > li').allInnerTexts();
    assert.ok(found.length < all && found.some((text) => text.includes('proviral load')), typed);
  }
  await app.set('term_search', 'zzz');
  assert.equal(await app.page.locator('.terms > li').count(), 0);
  assert.match(await app.page.locator('#portal [role="status"]').innerText(), /Nothing was found/);
});

test('questions are chosen, put in order, kept while the page is open, and printed', async (t) => {
  const app = await browser.app(t);
  const { page } = app;
  await openPortal(app, '#/learn/questions', 'en');
  const boxes = page.locator('input[name="question"]');
  const [first, second, third] = [0, 4, 9].map((index) => boxes.nth(index));
  for (const box of [first, second, third]) await box.check();
  const list = page.locator('.chosen-questions > li > span:first-child');
  const before = await list.allInnerTexts();
  assert.equal(before.length, 3);
  const up = page.locator('button[name="question_up"]').nth(2);
  await up.focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await list.allInnerTexts(), [before[0], before[2], before[1]]);
  assert.equal(await page.evaluate(() => document.activeElement.name), 'question_up', 'the focus went along');
  await visit(app, '#/learn/atl');
  await visit(app, '#/learn/questions');
  assert.equal((await list.allInnerTexts()).length, 3);
  await page.emulateMedia({ media: 'print' });
  assert.ok(!(await boxes.first().isVisible()));
  assert.ok(await list.first().isVisible());
  assert.ok(await page.locator('.answer-space').first().isVisible(), 'there is room to write');
  await page.emulateMedia({ media: 'screen' });
  await page.locator('button[name="question_remove"]').first().click();
  assert.equal(await list.count(), 2);
  await app.press('clear_questions');
  assert.equal(await list.count(), 0);
});

test('no page of Learn asks for a value', async (t) => {
  const app = await browser.app(t);
  await openPortal(app, '#/learn', 'ja');
  for (const topic of TOPICS) {
    await visit(app, `#/learn/${topic}`);
    const fields = await app.page
      .locator('#portal :is(input, textarea, select)')
      .evaluateAll((all) => all.filter(({ type }) => !['radio', 'checkbox'].includes(type)).length);
    assert.equal(fields, 0, topic);
  }
});
