// Entries that lead to each kind of answer, for the tests that look at the page rather than at a value.

const MEASURED = { condition: 'smoldering_atl', cv_method: 'raising_clova', kit: 'cleia' };

export const CASES = {
  R1: { ...MEASURED, cv: '0.31', sil2r: '400' },
  R2: { ...MEASURED, cv: '0.61', sil2r: '980' },
  R3: { ...MEASURED, cv: '0.31', sil2r: '5,000' },
  R4: { ...MEASURED, cv: '0.61', sil2r: '1,240' },
  undetermined: { ...MEASURED, cv: '0.61' },
  withheld: { ...MEASURED, condition: 'acute_atl', cv: '0.61', sil2r: '1,240' },
  invalid: { ...MEASURED, cv: '61', sil2r: '12' },
  carrier: { condition: 'carrier', cv: '0.31' },
};

const NO_ORGAN = Object.fromEntries(
  ['lymph_node', 'skin', 'lung', 'liver', 'spleen', 'cns', 'bone', 'gi', 'ascites', 'pleural_effusion'].map((organ) => [
    `organ_${organ}`,
    'no',
  ]),
);

/** Cases of the second program: what is entered first, and what is entered once everything is opened. */
export const CLINIC_CASES = {
  /** Values of chronic type with smoldering type chosen. */
  chronicValues: {
    first: { condition: 'smoldering_atl', cv: '0.61', sil2r: '1240' },
    more: {
      lymphocytes: '8000',
      t_lymphocytes: '7000',
      abnormal_lymphocytes_percent: '12',
      ldh: '210',
      ldh_upper_limit: '222',
      calcium: '9.8',
      ...NO_ORGAN,
    },
  },
  /** Three of the five factors known and present. */
  acute: {
    first: { condition: 'acute_atl', sil2r: '24000' },
    more: { age_years: '71', performance_status: '2', ldh: '2l0' },
  },
  chronic: {
    first: { condition: 'chronic_atl', sil2r: '3000' },
    more: { ldh: '300', ldh_upper_limit: '222', albumin: '0,5' },
  },
  ham: { first: { condition: 'ham_tsp', cv: '0.3' }, more: { omds: '9' } },
  carrier: { first: { condition: 'carrier' }, more: { pvl: '2.5' } },
};
