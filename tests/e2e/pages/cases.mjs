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
