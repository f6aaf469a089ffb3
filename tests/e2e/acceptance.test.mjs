// The agreed examples, with what the reader sees, in both languages.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { LOCALES, session } from './pages/session.mjs';

const browser = session();
const MEASURED = { condition: 'smoldering_atl', cv_method: 'raising_clova', kit: 'cleia' };

const WORDS = {
  en: {
    high: 'high risk',
    intermediate: 'intermediate risk',
    low: 'low risk',
    unclear: 'mean or median is not clear',
    months: (number) => `${number} months`,
    either: (lower, upper) => `${lower} or ${upper}`,
    reading: (lower, upper) => `${lower} or ${upper} of 100 at 12 months`,
    together: 'For R2 and R3 together',
    bothPossible: 'either R2 or R4',
    settled: 'Knowing sIL-2R would settle it.',
    r3: ['Nobody with Cv below 0.50 progressed', 'The number of people in R3 is not published'],
    notZero: 'None seen does not mean zero',
    limit: (percent) => `${percent}%`,
    rounding: 'Depending on rounding it could be R3',
    kit: 'another kit could give R4',
    testError: 'Test error is not included.',
  },
  ja: {
    high: '高リスク群',
    intermediate: '中リスク群',
    low: '低リスク群',
    unclear: '平均か中央値かは、はっきりしません',
    months: (number) => `${number}か月`,
    either: (lower, upper) => `${lower}人 または ${upper}人`,
    reading: (lower, upper) => `12か月で100人中 ${lower}人 または ${upper}人`,
    together: 'R2とR3を合わせて',
    bothPossible: 'R2 か R4',
    settled: 'sIL-2Rがわかると、一つに決まります。',
    r3: ['Cvが0.50未満の人で、進行した人はいませんでした', 'R3の人数は公表されていません'],
    notZero: 'ゼロという意味ではありません',
    limit: (percent) => `${percent}％以下`,
    rounding: '丸め方によっては R3',
    kit: 'ほかのキットでは R4',
    testError: '検査の誤差は含みません。',
  },
};

function includes(text, ...parts) {
  for (const part of parts) assert.ok(text.includes(part), `"${part}" is not in:\n${text}`);
}

for (const [language, words] of Object.entries(WORDS)) {
  const open = (t) => browser.assess(t, { locale: LOCALES[language] });
  const name = (what) => `${language}: ${what}`;

  test(name('0.61 and 1,240 are R4'), async (t) => {
    const app = await open(t);
    await app.enter({ ...MEASURED, cv: '0.61', sil2r: '1,240' });
    const expected = { status: 'determined', possible: 'R4', group: 'high', nearby: '' };
    assert.deepEqual(await app.output('cv_sil2r'), expected);
    includes(await app.outputText('cv_sil2r'), 'R4', words.high, words.months('25.0'), words.unclear);
    const people = await app.page.locator('#people').innerText();
    includes(people, words.either(28, 38), words.either(62, 72), words.reading(28, 38));
    assert.deepEqual(await app.sections(), ['plane', 'curve', 'people', 'regions', 'why']);
  });

  test(name('0.61 and 980 are R2, with R4 nearby by kit'), async (t) => {
    const app = await open(t);
    await app.enter({ ...MEASURED, cv: '0.61', sil2r: '980' });
    const expected = { status: 'determined', possible: 'R2', group: 'intermediate', nearby: 'R4' };
    assert.deepEqual(await app.output('cv_sil2r'), expected);
    const text = await app.outputText('cv_sil2r');
    includes(text, 'R2', words.intermediate, words.months('156.0'), words.together, words.unclear);
    includes(await app.resultsText(), words.kit, words.testError);
    includes(await app.page.locator('#people').innerText(), words.either(5, 7));
  });

  test(name('0.61 alone leaves R2 and R4, and 99.0'), async (t) => {
    const app = await open(t);
    await app.enter({ ...MEASURED, cv: '0.61' });
    const expected = { status: 'undetermined', possible: 'R2 R4', group: 'intermediate high', nearby: '' };
    assert.deepEqual(await app.output('cv_sil2r'), expected);
    const text = await app.outputText('cv_sil2r');
    includes(text, words.bothPossible, words.settled, words.months('99.0'), words.unclear);
    assert.deepEqual(await app.sections(), ['plane', 'regions', 'why'], 'no band for one value');
  });

  test(name('0.31 and 400 are R1, never a bare zero'), async (t) => {
    const app = await open(t);
    await app.enter({ ...MEASURED, cv: '0.31', sil2r: '400' });
    const expected = { status: 'determined', possible: 'R1', group: 'low', nearby: '' };
    assert.deepEqual(await app.output('cv_sil2r'), expected);
    includes(await app.outputText('cv_sil2r'), 'R1', words.low, words.notZero);
    const rows = await app.page.locator('#none-seen tbody tr').evaluateAll((rows) =>
      rows.map((row) => [...row.cells].map((cell) => cell.textContent)),
    );
    const people = (n) => (language === 'ja' ? `${n}人` : `${n}`);
    const limits = [[10, 26], [28, 11], [43, 7]];
    assert.deepEqual(rows, limits.map(([n, percent]) => [people(n), words.limit(percent)]));
    const bareZero = /(?<![\d.,])0(?![\d.,])/;
    assert.doesNotMatch(await app.resultsText(), bareZero);
    assert.deepEqual(await app.sections(), ['plane', 'none-seen', 'regions', 'why']);
  });

  test(name('0.31 and 5,000 are R3, with its sentence and no curve'), async (t) => {
    const app = await open(t);
    await app.enter({ ...MEASURED, cv: '0.31', sil2r: '5,000' });
    const expected = { status: 'determined', possible: 'R3', group: 'intermediate', nearby: '' };
    assert.deepEqual(await app.output('cv_sil2r'), expected);
    includes(await app.outputText('cv_sil2r'), 'R3', words.intermediate, words.notZero, ...words.r3);
    assert.deepEqual(await app.sections(), ['plane', 'regions', 'why']);
    assert.equal(await app.page.locator('.person').count(), 0);
  });

  test(name('0.505 and 1,240 are R4, with R3 nearby by rounding'), async (t) => {
    const app = await open(t);
    await app.enter({ ...MEASURED, cv: '0.505', sil2r: '1,240' });
    const expected = { status: 'determined', possible: 'R4', group: 'high', nearby: 'R3' };
    assert.deepEqual(await app.output('cv_sil2r'), expected);
    includes(await app.resultsText(), words.rounding);
  });
}

test('the figures are really drawn, with the same words as beside them', async (t) => {
  const app = await browser.app(t);
  // Everything written into any canvas, in order.
  await app.page.addInitScript(() => {
    globalThis.written = [];
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
      globalThis.written.push(text);
      return fillText.call(this, text, ...rest);
    };
  });
  await app.openAssess();
  await app.enter({ ...MEASURED, cv: '0.61', sil2r: '1,240' });
  const isWritten = (part) => globalThis.written.join(' ').includes(part);
  for (const part of ['12 months:', '28 or 38', 'mean follow-up 56.4 months', 'R1', 'R2', 'R3', 'R4']) {
    await app.page.waitForFunction(isWritten, part);
  }
  // The curve is drawn again for another time.
  await app.page.evaluate(() => globalThis.written.splice(0));
  await app.set('months', '24');
  await app.page.waitForFunction(isWritten, '49 or 62');
});
