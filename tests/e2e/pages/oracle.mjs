// What the published rules say of an entry, written from the papers' numbers and not from the app.

const CV_HIGH = 0.5;
const CV_INTERMEDIATE = 0.25;
const SIL2R_HIGH = 1000;
const SLOPE = 0.812;
const INTERCEPT = 3.852;
export const GROUPS = { R1: 'low', R2: 'intermediate', R3: 'intermediate', R4: 'high' };
export const PUBLISHED_MONTHS = { R2: 156, R4: 25 };

const SILENT = { possible: '', group: '', nearby: '' };
const region = (cvIsHigh, sil2rIsHigh) => ['R1', 'R2', 'R3', 'R4'][Number(cvIsHigh) + 2 * Number(sil2rIsHigh)];
const listed = (set) => [...set].sort().join(' ');
const cross = (cvSides, sil2rSides) =>
  new Set(cvSides.flatMap((cv) => sil2rSides.map((sil2r) => region(cv, sil2r))));
const within = (value, [low, high]) => low <= value && value <= high;

/** Readings on the scale of the study's kit, which is not known. */
function kitBar(value, kit) {
  const asEia = (value - INTERCEPT) / SLOPE;
  const asCleia = SLOPE * value + INTERCEPT;
  const ends = { cleia: [value, asEia], eia: [asCleia, value] }[kit] ?? [value, asCleia, asEia];
  return [Math.min(...ends), Math.max(...ends)];
}

/**
 * The output of `cv_sil2r`. A value is a number, `null` if missing, or `'invalid'`.
 *
 * @param {{ condition, cv, cv_method, sil2r, kit }} entry
 */
export function cvSil2r({ condition, cv, cv_method: method, sil2r, kit }) {
  if (condition === null) return { status: 'empty', ...SILENT };
  if (condition !== 'smoldering_atl' || method === 'other') return { status: 'withheld', ...SILENT };
  if (cv === 'invalid' || sil2r === 'invalid') return { status: 'invalid', ...SILENT };
  if (cv === null && sil2r === null) return { status: 'empty', ...SILENT };
  const cvSides = cv === null ? [false, true] : [cv >= CV_HIGH];
  const sil2rSides = sil2r === null ? [false, true] : [sil2r >= SIL2R_HIGH];
  const possible = cross(cvSides, sil2rSides);
  const nearby = new Set();
  if (sil2r !== null) {
    const bar = kitBar(sil2r, kit);
    for (const found of cross(cvSides, bar.map((end) => end >= SIL2R_HIGH))) nearby.add(found);
  }
  if (cv !== null && within(cv, [0.495, 0.505])) {
    for (const found of cross([false, true], sil2rSides)) nearby.add(found);
  }
  for (const known of possible) nearby.delete(known);
  const order = ['low', 'intermediate', 'high'];
  const groups = new Set([...possible].map((code) => GROUPS[code]));
  return {
    status: possible.size === 1 ? 'determined' : 'undetermined',
    possible: listed(possible),
    group: order.filter((group) => groups.has(group)).join(' '),
    nearby: listed(nearby),
  };
}

/** The output of `cv_class`; see `cvSil2r`. */
export function cvClass({ condition, cv, cv_method: method }) {
  if (condition === null) return { status: 'empty', ...SILENT };
  if (!['carrier', 'ham_tsp'].includes(condition) || method === 'other') return { status: 'withheld', ...SILENT };
  if (cv === 'invalid') return { status: 'invalid', ...SILENT };
  if (cv === null) return { status: 'empty', ...SILENT };
  const classes = ['low', 'intermediate', 'high'];
  const index = Number(cv >= CV_INTERMEDIATE) + Number(cv >= CV_HIGH);
  const roundedOver = [[0.245, 0.255], [0.495, 0.505]].findIndex((interval) => within(cv, interval));
  const nearby = roundedOver < 0 ? '' : classes[index === roundedOver ? roundedOver + 1 : roundedOver];
  return { status: 'determined', possible: classes[index], group: '', nearby };
}

/** People out of 100 at a constant rate: the published time read as a median, and as a mean. */
export function outOf100(region, months) {
  const published = PUBLISHED_MONTHS[region];
  return {
    lower: Math.round(100 * (1 - 2 ** (-months / published))),
    upper: Math.round(100 * (1 - Math.exp(-months / published))),
  };
}

const COUNT = {
  en: (people) => (people === 0 ? 'fewer than 1' : people === 100 ? 'more than 99' : `${people}`),
  ja: (people) => (people === 0 ? '1人未満' : people === 100 ? '99人を超える人数' : `${people}人`),
};

/** One reading in words. */
export function inWords(people, language) {
  return COUNT[language](people);
}

/** Both readings in words. */
export function bothInWords({ lower, upper }, language) {
  const [low, high] = [inWords(lower, language), inWords(upper, language)];
  return low === high ? low : `${low} ${language === 'ja' ? 'または' : 'or'} ${high}`;
}
