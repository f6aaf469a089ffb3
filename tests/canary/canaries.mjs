// Unique values that a person could type, and how to find them again in anything, however they were written down.
import { randomInt } from 'node:crypto';

const pick = (alphabet, count) => Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('');

/**
 * Makes canaries and remembers the field each belongs to. All words of a run share a mark that nothing holds by chance,
 * and so do all numbers and all sequences: what is large is searched for the marks only.
 */
export class Canaries {
  #word = `qz${pick('bcdfghjklmnpqrstvwxz', 8)}`;
  #digits = pick('123456789', 8);
  #bases = pick('ACGT', 24);
  #made = new Map();
  #marks = [this.#word, this.#digits, this.#bases].flatMap(waysOfWriting);

  /** A word. */
  word(field) {
    return this.#keep(field, 'word', (count) => this.#word + pick('bcdfghjklmnpqrstvwxz', 2) + letters(count));
  }

  /** A number between `low` and `high`: the mark and three digits stand behind the point. */
  number(field, low, high) {
    const value = this.#keep(field, 'number', (count) => `${randomInt(low, high)}.${this.#digits}${100 + count}`);
    // A double as it lies in memory.
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(Number(value));
    this.#marks.push(bytes.toString('latin1'));
    return value;
  }

  /** A whole number that begins with the mark. */
  whole(field, digits = 12) {
    return this.#keep(field, 'whole', (count) => this.#digits + String(1000 + count).slice(8 - digits));
  }

  /** Bases, as of a primer. */
  bases(field) {
    return this.#keep(field, 'bases', () => this.#bases + pick('ACGT', 20));
  }

  /** All canaries of which some way of writing stands in `bytes`, with the field each was typed into. */
  find(bytes, isWanted = () => true) {
    const text = (typeof bytes === 'string' ? Buffer.from(bytes) : bytes).toString('latin1');
    if (!this.#marks.some((mark) => text.includes(mark))) return [];
    const made = [...this.#made.values()];
    const found = made.filter(({ value }) => waysOfWriting(value.replace(/^\d+\./, '')).some((way) => text.includes(way)));
    // The mark alone is enough: a part of a value has left then.
    if (found.length === 0) return ['part of a canary'];
    return found.filter(({ field }) => isWanted(field)).map(({ field, value }) => `${field} (${value})`);
  }

  /** Fields that canaries were made for. */
  fields() {
    return [...new Set([...this.#made.values()].map(({ field }) => field))];
  }

  #keep(field, kind, make) {
    const key = `${field}|${kind}`;
    if (!this.#made.has(key)) this.#made.set(key, { field, value: make(this.#made.size) });
    return this.#made.get(key).value;
  }
}

/** A number in letters, the same count of them for each. */
const letters = (count) => [...String(1000 + count)].map((digit) => 'bcdfghjklm'[digit]).join('');

/** Latin-1 texts of the bytes that `value` may have become. */
function waysOfWriting(value) {
  const ways = new Set();
  for (const text of [value, value.toLowerCase(), value.toUpperCase()]) {
    // Full-width, as typed in Japanese; in addresses each byte becomes %XX.
    const wide = [...text].map((one) => String.fromCodePoint(one.codePointAt(0) + 0xfee0)).join('');
    const both = [Buffer.from(text), Buffer.from(text, 'utf16le')];
    for (const bytes of [...both, Buffer.from(wide), Buffer.from(text, 'utf16le').swap16()]) ways.add(bytes.toString('latin1'));
    ways.add(encodeURIComponent(wide));
    ways.add([...text].reverse().join(''));
    for (const bytes of both) {
      ways.add(bytes.toString('hex')).add(bytes.toString('hex').toUpperCase());
      for (const part of base64Parts(bytes)) ways.add(part);
    }
  }
  return [...ways];
}

/** What is the same of `bytes` in base64 whatever stands before and after, for each of the three alignments. */
function base64Parts(bytes) {
  return [0, 1, 2].flatMap((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
    const part = shifted.toString('base64').slice(Math.ceil((shift * 4) / 3), Math.floor((shifted.length * 4) / 3));
    return [part, part.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
