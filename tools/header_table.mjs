// What a host must send with each of Shirube's files. The values stand in deploy/headers.json, and only there.
import { readFileSync } from 'node:fs';

export const TABLE = JSON.parse(readFileSync(new URL('../deploy/headers.json', import.meta.url), 'utf8'));
const HASHED_NAME = new RegExp(TABLE.caching.hashedName);

/** Whether the name holds a hash of the content, so that it never stands for anything else. */
export function isHashed(path) {
  return HASHED_NAME.test(path);
}

/**
 * The headers of an answer, without its type: that depends on what was found.
 *
 * @param {string} path below the folder of the app, such as `idle/clinic-….js`; the page itself is empty
 * @param {boolean} found whether there is such a file
 */
export function headersOf(path, found) {
  return {
    ...TABLE.everyAnswer,
    ...TABLE.ownHeaders[path],
    'Cache-Control': found && isHashed(path) ? TABLE.caching.hashed : TABLE.caching.other,
  };
}

/** The media type of a file; undefined for an ending that the table does not know. */
export function typeOf(path) {
  const name = path === '' || path.endsWith('/') ? 'index.html' : path;
  return TABLE.types[name.slice(name.lastIndexOf('.') + 1)];
}

/** Whether the path names one of the compressed copies that lie beside the files. */
export function isCompressedCopy(path) {
  return Object.values(TABLE.compressedCopies).some((ending) => path.endsWith(ending));
}
