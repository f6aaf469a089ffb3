// Each cut-off, from below, at it, and above. The tables are written from the published rules:
// Cv classes [0, 0.25), [0.25, 0.50), [0.50, 1]; regions cut at Cv >= 0.50 and sIL-2R >= 1,000;
// rounding notes on [0.245, 0.255] and [0.495, 0.505]; CLEIA = 0.812 EIA + 3.852.
import assert from 'node:assert/strict';
import { test } from '../engines/engine_test.mjs';
import { session } from './pages/session.mjs';

const browser = session();

//                Cv        class           nearby by rounding
const CLASSES = [
  ['0', 'low', ''],
  ['.2449', 'low', ''],
  ['.245', 'low', 'intermediate'],
  ['.25', 'intermediate', 'low'],
  ['.255', 'intermediate', 'low'],
  ['.2551', 'intermediate', ''],
  ['.4949', 'intermediate', ''],
  ['.495', 'intermediate', 'high'],
  ['.4999', 'intermediate', 'high'],
  ['.5', 'high', 'intermediate'],
  ['.505', 'high', 'intermediate'],
  ['.5051', 'high', ''],
  ['1', 'high', ''],
];

//            Cv      sIL-2R 400           sIL-2R 5,000
const REGIONS_BY_CV = [
  ['.2449', ['R1', 'low', ''], ['R3', 'intermediate', '']],
  ['.245', ['R1', 'low', ''], ['R3', 'intermediate', '']],
  ['.25', ['R1', 'low', ''], ['R3', 'intermediate', '']],
  ['.4949', ['R1', 'low', ''], ['R3', 'intermediate', '']],
  ['.495', ['R1', 'low', 'R2'], ['R3', 'intermediate', 'R4']],
  ['.4999', ['R1', 'low', 'R2'], ['R3', 'intermediate', 'R4']],
  ['.5', ['R2', 'intermediate', 'R1'], ['R4', 'high', 'R3']],
  ['.505', ['R2', 'intermediate', 'R1'], ['R4', 'high', 'R3']],
  ['.5051', ['R2', 'intermediate', ''], ['R4', 'high', '']],
];

// sIL-2R    high?   does the bar of this kit cross 1,000?
//                   cleia  eia    other  unknown
const SIL2R = [
  ['815.8', false, [false, false, false, false]],
  ['815.9', false, [true, false, true, true]],
  ['999.9', false, [true, false, true, true]],
  ['1000', true, [false, true, true, true]],
  ['1000.1', true, [false, true, true, true]],
  ['1226.7', true, [false, true, true, true]],
  ['1226.8', true, [false, false, false, false]],
];
const KITS = ['cleia', 'eia', 'other', 'unknown'];
const GROUPS = { R1: 'low', R2: 'intermediate', R3: 'intermediate', R4: 'high' };

for (const condition of ['carrier', 'ham_tsp']) {
  test(`the Cv class at each cut-off: ${condition}`, async (t) => {
    const app = await browser.assess(t);
    await app.enter({ condition, cv_method: 'raising_clova' });
    for (const [cv, possible, nearby] of CLASSES) {
      await app.set('cv', cv);
      const expected = { status: 'determined', possible, group: '', nearby };
      assert.deepEqual(await app.output('cv_class'), expected, `Cv ${cv}`);
    }
  });
}

test('the region at each Cv cut-off', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'smoldering_atl', cv_method: 'raising_clova', kit: 'cleia' });
  for (const [column, sil2r] of [[1, '400'], [2, '5,000']]) {
    await app.set('sil2r', sil2r);
    for (const row of REGIONS_BY_CV) {
      const [possible, group, nearby] = row[column];
      await app.set('cv', row[0]);
      const expected = { status: 'determined', possible, group, nearby };
      assert.deepEqual(await app.output('cv_sil2r'), expected, `Cv ${row[0]}, sIL-2R ${sil2r}`);
      assert.equal((await app.output('cv_class')).status, 'withheld');
    }
  }
});

for (const [cv, below, above] of [['.61', 'R2', 'R4'], ['.31', 'R1', 'R3']]) {
  test(`the region at each sIL-2R boundary with each kit: Cv ${cv}`, async (t) => {
    const app = await browser.assess(t);
    await app.enter({ condition: 'smoldering_atl', cv_method: 'raising_clova', cv });
    for (const [column, kit] of KITS.entries()) {
      await app.set('kit', kit);
      for (const [sil2r, isHigh, crosses] of SIL2R) {
        await app.set('sil2r', sil2r);
        const [possible, other] = isHigh ? [above, below] : [below, above];
        const expected = {
          status: 'determined',
          possible,
          group: GROUPS[possible],
          nearby: crosses[column] ? other : '',
        };
        assert.deepEqual(await app.output('cv_sil2r'), expected, `sIL-2R ${sil2r}, kit ${kit}`);
      }
    }
  });
}

test('kit and rounding together, and a kit that was not chosen', async (t) => {
  const app = await browser.assess(t);
  await app.enter({ condition: 'smoldering_atl', cv_method: 'raising_clova', cv: '.5', sil2r: '999.9' });
  const expected = { status: 'determined', possible: 'R2', group: 'intermediate', nearby: 'R1 R4' };
  assert.deepEqual(await app.output('cv_sil2r'), expected, 'a kit that is not given counts as unknown');
  await app.set('kit', 'eia');
  assert.deepEqual(await app.output('cv_sil2r'), { ...expected, nearby: 'R1' });
});
