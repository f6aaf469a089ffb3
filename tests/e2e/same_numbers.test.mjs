// For 1,000 random entries, every view says the same, and what the published rules say.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { bothInWords, cvClass, cvSil2r, inWords, outOf100, PUBLISHED_MONTHS } from './pages/oracle.mjs';
import { generator, randomEntry } from './pages/random_entries.mjs';
import { LOCALES, session } from './pages/session.mjs';

const browser = session();
const ENTRIES = 1000;
const SEED = Number(process.env.SHIRUBE_SEED ?? 20250613);

/** Enters all entries one after another and reads every view of each answer. Runs in the page. */
async function readAll(entries) {
  const settle = () =>
    new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    });
  const one = (selector) => document.querySelector(selector);
  const text = (selector) => one(selector)?.textContent ?? null;
  const write = (name, value) => {
    const field = one(`input[name="${name}"]`);
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const choose = (name, value) => value && one(`[name="${name}"][value="${value}"]`).click();
  const output = (name) => {
    const { status, possible, group, nearby } = one(`output[name="${name}"]`).dataset;
    return { status, possible, group, nearby };
  };
  const cells = (selector) => [...(one(selector)?.cells ?? [])].map((cell) => cell.textContent);

  const answers = [];
  for (const entry of entries) {
    one('button[name="clear"]').click();
    // A radio button still checked would not report its choice.
    await settle();
    choose('condition', entry.condition);
    choose('cv_method', entry.cv_method);
    choose('kit', entry.kit);
    write('cv', entry.cv.text);
    write('sil2r', entry.sil2r.text);
    await settle();
    if (one('[name="months"]')) {
      write('months', entry.months);
      await settle();
    }
    answers.push({
      cv_sil2r: output('cv_sil2r'),
      cv_class: output('cv_class'),
      answer: text('output.answer'),
      oneLine: text('.one-line'),
      solid: document.querySelectorAll('.person.solid').length,
      hatched: document.querySelectorAll('.person.hatched').length,
      people: document.querySelectorAll('.person').length,
      peopleWords: [...document.querySelectorAll('.people-key b')].map((words) => words.textContent),
      peopleAlt: text('#people figure p'),
      reading: text('#people .reading'),
      timeValue: one('[name="months"]')?.getAttribute('aria-valuetext') ?? null,
      tableR2: text('#regions [data-region="R2"] .at-month'),
      tableR4: text('#regions [data-region="R4"] .at-month'),
      tableHere: [...document.querySelectorAll('#regions tr.here')].map((row) => row.dataset.region).join(' '),
      curveAlt: text('#curve figure p:not(.chart-lead)'),
      curveRow: cells('#curve tr.current'),
      planeAlt: text('#plane figure p'),
      planeRow: cells('#plane tr.current')[0] ?? null,
      regions: one('#regions') !== null,
    });
  }
  return answers;
}

/** Compares all views of one answer with the rules. */
function check(entry, seen, language) {
  const values = { ...entry, cv: entry.cv.value, sil2r: entry.sil2r.value };
  const expected = cvSil2r(values);
  assert.deepEqual(seen.cv_sil2r, expected);
  assert.deepEqual(seen.cv_class, cvClass(values));

  const answered = ['determined', 'undetermined'].includes(expected.status);
  assert.equal(seen.regions, answered);
  assert.equal(seen.tableHere, expected.possible);
  if (!answered) {
    assert.doesNotMatch(`${seen.oneLine} ${seen.planeAlt ?? ''}`, /\d\.0/);
    assert.deepEqual([seen.planeAlt, seen.curveAlt, seen.people], [null, null, 0]);
    return;
  }
  const codes = expected.possible.split(' ');
  for (const code of codes) {
    for (const view of ['answer', 'oneLine', 'planeAlt']) assert.ok(seen[view].includes(code), `${view}: ${code}`);
  }
  const [region] = codes;
  assert.equal(seen.planeRow, codes.length === 1 ? region : null);
  if (codes.length > 1 || !(region in PUBLISHED_MONTHS)) {
    assert.deepEqual([seen.curveAlt, seen.people], [null, 0], 'no figure without a published time');
    return;
  }

  const { months } = entry;
  const published = PUBLISHED_MONTHS[region].toFixed(1);
  assert.ok(seen.answer.includes(published) && seen.oneLine.includes(published), published);
  const { lower, upper } = outOf100(region, months);
  const both = bothInWords({ lower, upper }, language);
  const others = bothInWords({ lower: 100 - upper, upper: 100 - lower }, language);
  assert.deepEqual([seen.solid, seen.hatched, seen.people], [lower, upper - lower, 100]);
  assert.deepEqual(seen.peopleWords, [both, others]);
  assert.deepEqual(seen.curveRow, [`${months}`, inWords(lower, language), inWords(upper, language)]);
  for (const code of ['R2', 'R4']) {
    assert.equal(seen[`table${code}`], bothInWords(outOf100(code, months), language), `table, ${code}`);
  }
  for (const view of ['peopleAlt', 'reading', 'curveAlt']) assert.ok(seen[view].includes(both), `${view}: ${both}`);
  assert.ok(seen.peopleAlt.includes(others), `peopleAlt: ${others}`);
  const time = new RegExp(`(?<!\\d)${months}(?!\\d)`);
  for (const view of ['reading', 'curveAlt', 'timeValue']) assert.match(seen[view], time, view);
}

for (const [language, locale] of Object.entries(LOCALES)) {
  test(`every view says the same for ${ENTRIES} random entries: ${language}, seed ${SEED}`, async (t) => {
    const random = generator(SEED);
    const entries = Array.from({ length: ENTRIES }, () => randomEntry(random));
    const app = await browser.assess(t, { locale });
    const answers = await app.page.evaluate(readAll, entries);
    const statuses = new Set();
    for (const [index, seen] of answers.entries()) {
      const entry = entries[index];
      try {
        check(entry, seen, language);
      } catch (cause) {
        throw new Error(`entry ${index}, ${JSON.stringify(entry)}`, { cause });
      }
      statuses.add(seen.cv_sil2r.status).add(seen.cv_class.status);
    }
    assert.equal(statuses.size, 5, 'the entries lead to every status');
  });
}
