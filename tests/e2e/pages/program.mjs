// The command-line program, built natively: it makes the traces that the tests drop on the page, and says what
// the page must say too.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROGRAM = process.env.SHIRUBE_PROGRAM ?? fileURLToPath(new URL('../../../target/native/shirube', import.meta.url));
const LONGEST_OUTPUT = 256 * 1024 * 1024;

/** Runs `shirube` and gives its standard output; exit code 1 tells of bad records and is no failure here. */
export async function shirube(...words) {
  try {
    return (await promisify(execFile)(PROGRAM, words, { maxBuffer: LONGEST_OUTPUT })).stdout;
  } catch (error) {
    if (error.code === 1) return error.stdout;
    throw error;
  }
}

/** Simulated traces in a folder of their own, for all tests of the calling file. */
export function simulatedTraces(...words) {
  const made = { folder: '', files: [] };
  before(async () => {
    made.folder = await mkdtemp(join(tmpdir(), 'shirube-traces-'));
    await shirube('simulate', '--out', made.folder, ...words);
    const names = (await readdir(made.folder)).filter((name) => name.endsWith('.ab1')).sort();
    made.files = names.map((name) => join(made.folder, name));
  });
  after(() => rm(made.folder, { recursive: true, force: true }));
  return made;
}
