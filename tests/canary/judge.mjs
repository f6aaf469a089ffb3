// What of all that was seen holds a canary.
import { filesLeft } from './profile.mjs';

const isFileName = (field) => field.startsWith('file name');

/** The records that hold a canary, as `where: field (value)`, each once. */
export function hits(records, canaries) {
  const found = new Set();
  for (const { where, text, isLeak, isSaved, namesShown } of records) {
    if (isLeak) found.add(`${where}: a packet left the page`);
    // A file that a reader asked for holds results; names of files only while they are shown.
    if (isSaved && namesShown) continue;
    for (const canary of canaries.find(text, isSaved ? isFileName : undefined)) found.add(`${where}: ${canary}`);
  }
  return [...found];
}

/** The same for every file below `folder`. */
export async function hitsOnDisk(folder, canaries) {
  const found = [];
  for await (const { where, bytes } of filesLeft(folder)) {
    for (const canary of canaries.find(bytes)) found.push(`${where}: ${canary}`);
  }
  return found;
}
