// Each situation, with each combination of missing values.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { session } from './pages/session.mjs';

const browser = session();
const CV = { cv: '0.61', cv_method: 'raising_clova' };
const SIL2R = { sil2r: '1,240', kit: 'cleia' };
const ENTRIES = { nothing: {}, cv: CV, sil2r: SIL2R, both: { ...CV, ...SIL2R } };
const SILENT = { possible: '', group: '', nearby: '' };
const WITHHELD = { status: 'withheld', ...SILENT };
const EMPTY = { status: 'empty', ...SILENT };

// Status and possible set of each rule for each of the four entries.
const CLASS_SITUATION = {
  nothing: [WITHHELD, EMPTY],
  cv: [WITHHELD, { ...SILENT, status: 'determined', possible: 'high' }],
  sil2r: [WITHHELD, EMPTY],
  both: [WITHHELD, { ...SILENT, status: 'determined', possible: 'high' }],
};
const OTHER_SITUATION = {
  nothing: [WITHHELD, WITHHELD],
  cv: [WITHHELD, WITHHELD],
  sil2r: [WITHHELD, WITHHELD],
  both: [WITHHELD, WITHHELD],
};
const SITUATIONS = {
  smoldering_atl: {
    nothing: [EMPTY, WITHHELD],
    cv: [{ status: 'undetermined', possible: 'R2 R4', group: 'intermediate high', nearby: '' }, WITHHELD],
    sil2r: [{ status: 'undetermined', possible: 'R3 R4', group: 'intermediate high', nearby: '' }, WITHHELD],
    both: [{ status: 'determined', possible: 'R4', group: 'high', nearby: '' }, WITHHELD],
  },
  carrier: CLASS_SITUATION,
  ham_tsp: CLASS_SITUATION,
  chronic_atl: OTHER_SITUATION,
  lymphoma_atl: OTHER_SITUATION,
  acute_atl: OTHER_SITUATION,
  unknown: OTHER_SITUATION,
};

for (const [condition, byEntry] of Object.entries(SITUATIONS)) {
  test(`values missing or not: ${condition}`, async (t) => {
    const app = await browser.assess(t);
    for (const [entry, [region, cvClass]] of Object.entries(byEntry)) {
      await app.enter({ condition, ...ENTRIES[entry] });
      assert.deepEqual(await app.output('cv_sil2r'), region, `cv_sil2r with ${entry}`);
      assert.deepEqual(await app.output('cv_class'), cvClass, `cv_class with ${entry}`);
    }
  });
}

test('without a situation nothing is answered', async (t) => {
  const app = await browser.assess(t);
  for (const entry of Object.values(ENTRIES)) {
    await app.enter(entry);
    assert.deepEqual(await app.output('cv_sil2r'), EMPTY);
    assert.deepEqual(await app.output('cv_class'), EMPTY);
    assert.match(await app.resultsText(), /First choose the situation\./);
    assert.deepEqual(await app.sections(), []);
  }
});

test('situations the study does not speak of say why, and show no figure', async (t) => {
  const app = await browser.assess(t);
  const reasons = {
    chronic_atl: [/studied in smoldering ATL only.*Chronic ATL/s, /were in R4.*not what happened to them/s],
    lymphoma_atl: [/studied in smoldering ATL only.*Lymphoma-type ATL/s],
    acute_atl: [/studied in smoldering ATL only.*Acute ATL/s, /were in R4.*not what happened to them/s],
    unknown: [/Without the type of disease/],
  };
  for (const [condition, patterns] of Object.entries(reasons)) {
    await app.enter({ condition, ...ENTRIES.both });
    const text = await app.outputText('cv_sil2r');
    for (const pattern of [...patterns, /hematologist/, /Not approved or certified/]) {
      assert.match(text, pattern, condition);
    }
    assert.deepEqual(await app.sections(), [], condition);
  }
});

test('the other rule says why it is silent', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'smoldering_atl', ...ENTRIES.both });
  assert.match(await app.outputText('cv_class'), /The words are the same, the meaning is not\./);
  await app.enter({ condition: 'carrier', ...ENTRIES.both });
  assert.match(await app.outputText('cv_sil2r'), /studied in smoldering ATL only/);
  assert.deepEqual(await app.sections(), ['why'], 'a class has no figure and no table of regions');
  assert.match(await app.outputText('cv_class'), /How many people in each class developed ATL is not available/);
});

test('one value: the set still possible, what settles it, the published number of that marker', async (t) => {
  const app = await browser.assess(t);
  const measured = { condition: 'smoldering_atl', cv_method: 'raising_clova', kit: 'cleia' };
  //            entry               possible  settled by   of this marker alone
  const rows = [
    [{ cv: '0.61' }, 'R2 R4', 'sIL-2R', /Cv of 0\.50 or more.*99\.0 months.*mean or median is not clear/],
    [{ cv: '0.31' }, 'R1 R3', 'sIL-2R', /Nobody with Cv below 0\.50 progressed.*does not mean zero/],
    [{ sil2r: '1,240' }, 'R3 R4', 'Cv', /1,000 U\/mL or more.*44\.0 months.*mean or median is not clear/],
    [{ sil2r: '400' }, 'R1 R2', 'Cv', /no published number for sIL-2R below 1,000/],
  ];
  for (const [entry, possible, settledBy, marker] of rows) {
    await app.enter({ ...measured, ...entry });
    const output = await app.output('cv_sil2r');
    assert.deepEqual([output.status, output.possible], ['undetermined', possible]);
    const text = await app.outputText('cv_sil2r');
    assert.match(text, new RegExp(`Knowing ${settledBy} would settle it\\.`));
    assert.match(text, marker);
    assert.deepEqual(await app.sections(), ['plane', 'regions', 'why']);
    const marked = await app.page.locator('#regions tr.here').evaluateAll((rows) =>
      rows.map((row) => row.dataset.region),
    );
    assert.deepEqual(marked.join(' '), possible, 'the table marks the same set');
  }
});

test('nearby of one value: by kit and by rounding', async (t) => {
  const app = await browser.assess(t);
  const rows = [
    [{ cv: '0.5' }, 'R2 R4', 'R1 R3'],
    [{ cv: '0.495' }, 'R1 R3', 'R2 R4'],
    [{ sil2r: '999.9', kit: 'cleia' }, 'R1 R2', 'R3 R4'],
    [{ sil2r: '1000', kit: 'eia' }, 'R3 R4', 'R1 R2'],
    [{ sil2r: '1000', kit: 'cleia' }, 'R3 R4', ''],
  ];
  for (const [entry, possible, nearby] of rows) {
    await app.enter({ condition: 'smoldering_atl', ...entry });
    const output = await app.output('cv_sil2r');
    assert.deepEqual([output.possible, output.nearby], [possible, nearby], JSON.stringify(entry));
  }
});

test('another method withholds every rule that reads Cv', async (t) => {
  const app = await browser.assess(t);
  for (const [condition, rule] of [['smoldering_atl', 'cv_sil2r'], ['carrier', 'cv_class'], ['ham_tsp', 'cv_class']]) {
    await app.enter({ condition, ...ENTRIES.both });
    assert.equal((await app.output(rule)).status, 'determined');
    await app.set('cv_method', 'other');
    assert.deepEqual(await app.output(rule), WITHHELD, condition);
    assert.match(await app.outputText(rule), /measured by RAISING-CLOVA.*It says nothing about a Cv from another method/);
    const figures = (await app.sections()).filter((section) => section !== 'why');
    assert.deepEqual(figures, [], condition);
  }
});

test('a method that is not known, or not given, is warned of', async (t) => {
  const app = await browser.assess(t);
  const warning = /The method is not known\. The study does not hold/;
  await app.enter({ condition: 'smoldering_atl', cv: '0.61', ...SIL2R });
  assert.match(await app.resultsText(), warning, 'not given');
  await app.set('cv_method', 'unknown');
  assert.match(await app.resultsText(), warning, 'not known');
  assert.equal((await app.output('cv_sil2r')).status, 'determined');
  await app.set('cv_method', 'raising_clova');
  assert.doesNotMatch(await app.resultsText(), warning, 'known');
  await app.enter({ condition: 'smoldering_atl', ...SIL2R });
  assert.doesNotMatch(await app.resultsText(), warning, 'no Cv, nothing to warn of');
});
