// The language follows the browser, then the reader; nothing typed is lost on the way.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { session } from './pages/session.mjs';

const browser = session();
const TITLES = {
  '#/': { en: 'Home — Shirube', ja: 'ホーム — しるべ' },
  '#/learn': { en: 'Learn — Shirube', ja: 'やさしい解説 — しるべ' },
  '#/trials': { en: 'Trials — Shirube', ja: '治験・臨床試験 — しるべ' },
  '#/kit': { en: 'For associations — Shirube', ja: '患者会のかたへ — しるべ' },
  '#/assess': { en: 'Assess — Shirube', ja: '評価 — しるべ' },
  '#/trace': { en: 'Sanger traces — Shirube', ja: '波形 — しるべ' },
  '#/sites': { en: 'Integration sites — Shirube', ja: '組み込み部位 — しるべ' },
  '#/about': { en: 'About — Shirube', ja: 'しるべについて — しるべ' },
};

const pageLanguage = (app) => app.page.locator('html').getAttribute('lang');

for (const [locale, language] of [['ja-JP', 'ja'], ['en-US', 'en'], ['fr-FR', 'en']]) {
  test(`a browser in ${locale} gets ${language} first`, async (t) => {
    const app = await browser.app(t, { locale });
    await app.open();
    assert.equal(await app.value('language'), language);
    assert.equal(await pageLanguage(app), language);
    assert.equal(await app.page.title(), TITLES['#/'][language]);
  });
}

test('language and title follow on every screen, and the route stays', async (t) => {
  const app = await browser.app(t);
  await app.open();
  for (const [route, titles] of Object.entries(TITLES)) {
    await app.go(route);
    for (const language of ['ja', 'en']) {
      await app.set('language', language);
      assert.equal(await pageLanguage(app), language);
      assert.equal(await app.page.title(), titles[language]);
      assert.equal(await app.page.evaluate(() => location.hash), route);
    }
  }
});

test('a switch keeps every entry, the time, the level shown and the answer', async (t) => {
  const app = await browser.assess(t);
  const entries = {
    condition: 'smoldering_atl',
    cv: '0.61',
    cv_method: 'unknown',
    sil2r: '1,240',
    sil2r_unit: 'U/mL',
    kit: 'eia',
    months: '30',
    show: 'numbers',
  };
  await app.enter(entries);
  const before = await app.output('cv_sil2r');
  assert.equal(before.possible, 'R4');
  for (const language of ['ja', 'en']) {
    await app.set('language', language);
    for (const [name, value] of Object.entries(entries)) {
      assert.equal(await app.value(name), value, `${name} after ${language}`);
    }
    assert.deepEqual(await app.output('cv_sil2r'), before);
  }
});

test('what could not be read is kept too, with its reason in the new language', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'smoldering_atl', cv: '0,61', sil2r: '1,240', sil2r_unit: 'pg/mL' });
  await app.set('language', 'ja');
  assert.equal(await app.value('cv'), '0,61');
  assert.equal(await app.value('sil2r_unit'), 'pg/mL');
  assert.match(await app.error('cv'), /コンマを小数点として/);
  assert.match(await app.error('sil2r'), /pg\/mLの値は使えません/);
});

test('going to another screen and back keeps the entries, and asks nothing again', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'carrier', cv: '0.31' });
  await app.go('#/about');
  await app.set('language', 'ja');
  await app.go('#/assess');
  assert.equal(await app.value('cv'), '0.31');
  assert.equal(await app.value('condition'), 'carrier');
  assert.equal((await app.output('cv_class')).possible, 'intermediate');
});

test('the language control keeps the focus', async (t) => {
  const app = await browser.assess(t);
  await app.page.locator('[name="language"]:checked').focus();
  await app.page.keyboard.press('ArrowLeft');
  assert.equal(await pageLanguage(app), 'ja');
  const focused = await app.page.evaluate(() => [document.activeElement.name, document.activeElement.value]);
  assert.deepEqual(focused, ['language', 'ja-easy']);
});
