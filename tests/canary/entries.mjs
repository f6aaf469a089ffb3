// What is typed into each field: first a word, which most fields refuse, then what the field takes, as unique as it allows.

/** Fields that take numbers with decimals, and a range in which they do. */
const NUMBERS = {
  cv: [0, 1],
  sil2r: [1000, 9000],
  pvl: [2, 40],
  lymphocytes: [3000, 9000],
  t_lymphocytes: [1000, 2900],
  abnormal_lymphocytes_percent: [2, 60],
  ldh: [200, 600],
  ldh_upper_limit: [210, 230],
  calcium: [8, 12],
  albumin: [3, 4],
  albumin_lower_limit: [3, 4],
  bun: [10, 30],
  bun_upper_limit: [18, 22],
  age_years: [30, 90],
};

/** Fields that take whole numbers too short to be unique: a long one is refused, then this one is typed. */
const SHORT = { skip: '6', window: '40', tolerance: '2', junction_base: '60', idle_seconds: '90' };

/** The texts for a field, in the order in which they are typed. */
export function textsFor(field, canaries) {
  const word = canaries.word(field);
  if (field in NUMBERS) return [word, canaries.number(field, ...NUMBERS[field])];
  if (field in SHORT) return [word, canaries.whole(field), SHORT[field]];
  if (field === 'anchor') return [word, canaries.bases(field)];
  if (field === 'public_address') return [word, `https://${canaries.word(field)}.example/shirube/`];
  if (field.startsWith('background_')) return [word, canaries.number(field, 0, 1), '0.25'];
  if (field.endsWith('_table')) return [word, siteTable(field, canaries)];
  if (field === 'pairs') return [word, pairsTable(field, canaries)];
  return [word];
}

/** A table of integration sites: unique positions, counts and names of samples. */
export function siteTable(field, canaries) {
  const rows = [8, 5, 3, 2, 1, 1].map((count, index) => {
    return `chr${index + 1}\t${canaries.whole(`${field}, row ${index}`, 9)}\t+\t${count}\t${canaries.word(`${field}, sample ${index}`)}`;
  });
  return ['chromosome\tposition\tstrand\tabundance\tsample', ...rows].join('\n');
}

function pairsTable(field, canaries) {
  return Array.from({ length: 12 }, (_, index) => `${canaries.number(`${field}, row ${index}`, 0, 1)}\t${(0.05 + index / 15).toFixed(3)}`).join('\n');
}

/** An export of a registry with a unique title. */
export function registryFile(canaries) {
  return JSON.stringify({
    protocolSection: {
      identificationModule: { nctId: 'NCT09999991', briefTitle: `Study ${canaries.word('title in a registry file')} of HTLV-1` },
      statusModule: { overallStatus: 'RECRUITING', statusVerifiedDate: '2026-10' },
      conditionsModule: { conditions: ['HTLV-1-associated myelopathy'] },
      designModule: { phases: ['PHASE2'] },
    },
  });
}
