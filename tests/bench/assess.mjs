// Speeds under Node: `node assess.mjs FILE WASM_FOLDER`. FILE has JSON lines, WASM_FOLDER what wasm-bindgen made for
// Node. Prints one line of JSON with rows per second.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { cvSil2r, iatlPi2017, iatlPi2025 } from './rules.mjs';

const [file, folder] = process.argv.slice(2);
const { People, assess_lines: assessLines } = createRequire(import.meta.url)(path.resolve(folder, 'shirube_wasm_lines.js'));

/** Runs `once`, which handles `rows` rows, for some seconds. */
function rowsPerSecond(rows, once) {
  once();
  const start = performance.now();
  let total = 0;
  while (performance.now() - start < 3000) {
    once();
    total += rows;
  }
  return Math.round((total * 1000) / (performance.now() - start));
}

/** How many of the port's answers differ from those of the rules. */
function differences(people, answers) {
  const same = (mine, theirs) => Object.keys(mine).every((key) => key === 'index' && mine.index !== null
    ? Math.abs(mine.index - theirs.index) <= 1e-12 * Math.abs(theirs.index)
    : JSON.stringify(mine[key]) === JSON.stringify(theirs[key]));
  return people.filter((person, i) => {
    const { rules } = answers[i];
    return !(same(cvSil2r(person), rules.cv_sil2r) && same(iatlPi2017(person), rules.iatl_pi_2017)
      && same(iatlPi2025(person), rules.iatl_pi_2025));
  }).length;
}

const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
const answers = assessLines(lines.join('\n'), 1).trimEnd().split('\n').map((line) => JSON.parse(line));
const good = lines.filter((_, i) => answers[i].rules);
const people = good.map((line) => JSON.parse(line));
const text = good.join('\n');
const inMemory = People.read(text);
let kept = 0;

console.log(JSON.stringify({
  differences: differences(people, answers.filter((answer) => answer.rules)),
  wasm: rowsPerSecond(people.length, () => inMemory.assess_many(1)),
  wasm_lines: rowsPerSecond(people.length, () => { kept += assessLines(text, 1).length; }),
  javascript: rowsPerSecond(people.length, () => {
    for (const person of people) {
      kept += cvSil2r(person).possible.length + iatlPi2017(person).possible.length + iatlPi2025(person).possible.length;
    }
  }),
  kept: kept > 0,
}));
