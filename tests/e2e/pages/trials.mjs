// The trials as a reader and as the staff meet them. See docs/contract.md.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The sections of a trial's page, in their order. */
export const SECTIONS = [
  'in-short',
  'why',
  'who-can-join',
  'what-happens',
  'visits-and-tests',
  'side-effects',
  'results',
  'what-happened-next',
];

/** How many items the WHO's data set has. */
export const ITEMS = 24;

/** The synonym table: for each concept its id, its kind, and every way of writing it. */
export function concepts() {
  const blocks = readFileSync(at('content/trials/synonyms.toml'), 'utf8').split('[[concept]]').slice(1);
  return blocks.map((block) => {
    const value = (key) => block.match(new RegExp(`^${key} = (.*)$`, 'm'))?.[1];
    const names = ['ja', 'en', 'kana'].flatMap((key) => JSON.parse(value(key) ?? '[]'));
    return { id: JSON.parse(value('id')), kind: JSON.parse(value('kind')), names };
  });
}

/** Files with something wrong in them, and what the core says of each: records kept, rows with an error. */
export function malformedFiles() {
  const outcomes = new Map();
  let name;
  for (const line of readFileSync(at('crates/trials/tests/malformed_outcomes.txt'), 'utf8').split('\n')) {
    if (line && !line.startsWith(' ')) {
      name = line;
      outcomes.set(name, { kept: [], rows: [] });
    } else if (line.startsWith('  keeps ')) {
      outcomes.get(name).kept = line.trim().split(' ').slice(1);
    } else if (/^ {2}row \d+,/.test(line)) {
      const [, row, how] = line.match(/^ {2}row (\d+), (lost|without it)/);
      outcomes.get(name).rows.push({ row, kept: String(how !== 'lost') });
    }
  }
  const folder = at('crates/trials/tests/malformed');
  return readdirSync(folder)
    .sort()
    .map((file) => ({ name: file, path: `${folder}/${file}`, ...outcomes.get(file) }));
}

/** The trials that are found, in their order. */
export function hits(page) {
  return page.locator('[data-trial]').evaluateAll((all) => all.map((hit) => hit.dataset.trial));
}

/** Types each text into the finder's box, as one change each, and gives what is found. */
export function search(page, texts) {
  return page.evaluate(async (typed) => {
    const box = document.querySelector('[name="trial_search"]');
    const found = [];
    for (const text of typed) {
      box.value = text;
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      // Views change in tasks queued by the event; a message comes after them.
      await new Promise((done) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(0);
      });
      found.push([...document.querySelectorAll('[data-trial]')].map((hit) => hit.dataset.trial).sort());
    }
    return found;
  }, texts);
}

/** The chooser of files. */
export function chooser(page) {
  return page.locator('input[name="trial_files"]');
}

/** What is told about each opened file: `read` or `refused`, its words, and its rows with an error. */
export function notices(page) {
  return page.locator('.update-notice').evaluateAll((all) =>
    all.map((one) => ({
      kind: one.dataset.file,
      text: one.textContent,
      rows: [...one.querySelectorAll('[data-row]')].map(({ dataset, textContent }) => ({
        row: dataset.row,
        kept: dataset.kept,
        text: textContent,
      })),
    })),
  );
}

/** A study as ClinicalTrials.gov exports it. */
export function study(id, title, more = {}) {
  return {
    protocolSection: {
      identificationModule: { nctId: id, briefTitle: title, ...more.identification },
      statusModule: { overallStatus: 'RECRUITING', statusVerifiedDate: '2026-10', ...more.status },
      conditionsModule: { conditions: more.conditions ?? ['HTLV-1-associated myelopathy'] },
      designModule: { phases: more.phases ?? ['PHASE2'] },
      ...more.modules,
    },
  };
}

/** A file for the chooser. */
export function file(name, content) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) };
}
