// A port to JavaScript of `cv_sil2r`, `iatl_pi_2017` and `iatl_pi_2025`, to compare speeds with. It takes the object
// of one line and gives the same answers as `shirube assess`; the benchmark checks that it does.

const REGIONS = ['R1', 'R2', 'R3', 'R4'];
const GROUPS = { R1: 'low', R2: 'intermediate', R3: 'intermediate', R4: 'high' };
const GROUP_ORDER = ['low', 'intermediate', 'high'];
const INDOLENT = new Set(['smoldering_atl', 'chronic_atl', 'favorable_chronic_atl', 'unfavorable_chronic_atl']);
const LARGEST_LDH = 100000;
const LARGEST_ALBUMIN = { 'g/dL': 10, 'g/L': 100 };
const LARGEST_BUN = { 'mg/dL': 500, 'mmol/L': 178.5 };

const withheld = (reason) => ({ status: 'withheld', possible: [], settled_by: [], reason });
const answered = (possible, settled_by) => ({
  status: settled_by.length ? 'undetermined' : 'determined', possible, settled_by, reason: null,
});

const region = (highCv, highSil2r) => (highSil2r ? (highCv ? 'R4' : 'R3') : highCv ? 'R2' : 'R1');

function regions(cvSides, sil2rSides) {
  const found = new Set();
  for (const cv of cvSides) for (const sil2r of sil2rSides) found.add(region(cv, sil2r));
  return found;
}

/** The readings the value might have on the scale of the study's kit. */
function kitBar(value, kit) {
  const asEia = (value - 3.852) / 0.812;
  const asCleia = 0.812 * value + 3.852;
  const ends = kit === 'cleia' ? [asEia] : kit === 'eia' ? [asCleia] : [asEia, asCleia];
  return [Math.min(value, ...ends), Math.max(value, ...ends)];
}

export function cvSil2r(person) {
  if (person.condition !== 'smoldering_atl') return withheld('out_of_scope');
  if (person.cv_method === 'other') return withheld('method_not_studied');
  const cv = person.cv ?? null;
  const sil2r = person.sil2r?.value ?? null;
  const cvSides = cv === null ? [false, true] : [cv >= 0.5];
  const sil2rSides = sil2r === null ? [false, true] : [sil2r >= 1000];
  const possible = regions(cvSides, sil2rSides);
  const byKit = sil2r === null
    ? new Set()
    : regions(cvSides, kitBar(sil2r, person.sil2r.kit ?? 'unknown').map((end) => end >= 1000));
  const byRounding = cv !== null && cv >= 0.495 && cv <= 0.505 ? regions([false, true], sil2rSides) : new Set();
  const nearby = [];
  for (const result of REGIONS) {
    if (possible.has(result)) continue;
    if (byKit.has(result)) nearby.push({ result, code: 'kit' });
    if (byRounding.has(result)) nearby.push({ result, code: 'rounding' });
  }
  const settledBy = [];
  if (cv === null) settledBy.push('cv');
  if (sil2r === null) settledBy.push('sil2r');
  const groups = new Set([...possible].map((result) => GROUPS[result]));
  const answer = answered(REGIONS.filter((result) => possible.has(result)), settledBy);
  return { ...answer, group: GROUP_ORDER.filter((group) => groups.has(group)), nearby };
}

export function iatlPi2017(person) {
  if (!INDOLENT.has(person.condition)) return { ...withheld('out_of_scope'), index: null };
  const sil2r = person.sil2r?.value ?? null;
  if (sil2r === null) return { ...answered(['low', 'intermediate', 'high'], ['sil2r']), index: null };
  const group = sil2r <= 1000 ? 'low' : sil2r <= 6000 ? 'intermediate' : 'high';
  return { ...answered([group], []), index: 1.51 * Math.log10(sil2r) };
}

/** Whether one factor of unfavorable chronic ATL can be present, and whether it can be absent. */
function factor(lab, limitName, largest, isBeyond) {
  const limit = lab?.[limitName] ?? null;
  if (limit === null) return [true, true];
  const value = lab.value ?? null;
  if (value !== null) return [isBeyond(value, limit), !isBeyond(value, limit)];
  return isBeyond(1, 0) ? [limit < largest, true] : [true, limit <= largest];
}

function chronicKinds(labs) {
  const above = (value, limit) => value > limit;
  const below = (value, limit) => value < limit;
  const factors = [
    factor(labs?.ldh, 'upper_limit', LARGEST_LDH, above),
    factor(labs?.albumin, 'lower_limit', LARGEST_ALBUMIN[labs?.albumin?.unit], below),
    factor(labs?.bun, 'upper_limit', LARGEST_BUN[labs?.bun?.unit], above),
  ];
  return { favorable: factors.every(([, absent]) => absent), unfavorable: factors.some(([present]) => present) };
}

export function iatlPi2025(person) {
  const { condition } = person;
  if (condition === 'chronic_atl') {
    const { favorable, unfavorable } = chronicKinds(person.labs);
    if (unfavorable) return withheld(favorable ? 'needs_favorable_chronic' : 'out_of_scope');
  } else if (condition !== 'smoldering_atl' && condition !== 'favorable_chronic_atl') {
    return withheld('out_of_scope');
  }
  const sil2r = person.sil2r?.value ?? null;
  const groups = ['low', 'low_intermediate', 'high_intermediate', 'high'];
  if (sil2r === null) return answered(groups, ['sil2r']);
  return answered([groups[sil2r < 1000 ? 0 : sil2r < 3000 ? 1 : sil2r < 6000 ? 2 : 3]], []);
}
