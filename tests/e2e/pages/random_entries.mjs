// Random entries as a person might type them, crowded around the cut-offs. Repeatable from a seed.

/** A small seeded generator (mulberry32): numbers in [0, 1). */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const CONDITIONS = ['carrier', 'ham_tsp', 'chronic_atl', 'lymphoma_atl', 'acute_atl', 'unknown', null];
const METHODS = ['raising_clova', 'raising_clova', 'unknown', 'other', null];
const KITS = ['cleia', 'eia', 'other', 'unknown', null];
const BAD_CV = ['61', '0,5', '1.2', '-0.1', 'x', '50%'];
const BAD_SIL2R = ['0', '-3', '1,24', 'x', '12', '300000', '2000000'];

/** An entry: the texts and choices for the form, and what they mean. */
export function randomEntry(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const near = (value, width) => value + (2 * random() - 1) * width;
  const number = (make, bad) => {
    const kind = random();
    if (kind < 0.08) return { text: '', value: null };
    if (kind < 0.16) return { text: pick(bad), value: 'invalid' };
    const text = make();
    return { text: fullWidthAtTimes(random, text), value: Number(text) };
  };
  const cv = number(() => {
    const value = random() < 0.5 ? random() : near(pick([0.25, 0.5]), 0.008);
    return Math.min(1, Math.max(0, value)).toFixed(pick([2, 3, 4]));
  }, BAD_CV);
  const sil2r = number(() => {
    const value = random() < 0.5 ? 50 * 4000 ** random() : near(1000, 260);
    return Math.max(50, value).toFixed(pick([0, 1]));
  }, BAD_SIL2R);
  return {
    // Half of all in the situation with most to show.
    condition: random() < 0.6 ? 'smoldering_atl' : pick(CONDITIONS),
    cv,
    cv_method: pick(METHODS),
    sil2r,
    kit: pick(KITS),
    months: 1 + Math.floor(random() * 56),
  };
}

function fullWidthAtTimes(random, text) {
  if (random() > 0.1) return text;
  return text.replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}
