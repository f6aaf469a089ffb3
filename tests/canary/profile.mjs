// Every byte that a browser left in the folder of its profile.
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { SAVED } from '../engines/webkit.mjs';

const MOZILLA_LZ4 = Buffer.from('mozLz40\0');

/** All files below `folder`, one record each: name and bytes, unpacked where the browser packs them. */
export async function* filesLeft(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    // What a reader saved holds results on purpose, and was judged when it was made: only its name counts here.
    const isSaved = dirname(path) === join(folder, SAVED);
    const bytes = isSaved ? Buffer.alloc(0) : await readFile(path);
    yield { where: `disk: ${relative(folder, path)}`, bytes: Buffer.concat([Buffer.from(`${path}\n`), bytes, unpacked(bytes)]) };
  }
}

function unpacked(bytes) {
  if (bytes.subarray(0, 8).equals(MOZILLA_LZ4)) return lz4(bytes.subarray(12), bytes.readUInt32LE(8));
  for (const unpack of [gunzipSync, inflateSync, brotliDecompressSync]) {
    try {
      return unpack(bytes);
    } catch {
      // Not packed in this way.
    }
  }
  return Buffer.alloc(0);
}

/** One block of LZ4, in which Firefox keeps its session: literals, then a piece of what was already written. */
function lz4(block, size) {
  const out = Buffer.alloc(size);
  let from = 0;
  let to = 0;
  const length = (start) => {
    let sum = start;
    if (start === 15) {
      let more;
      do sum += more = block[from++];
      while (more === 255);
    }
    return sum;
  };
  while (from < block.length) {
    const token = block[from++];
    const literals = length(token >> 4);
    block.copy(out, to, from, from + literals);
    from += literals;
    to += literals;
    if (from >= block.length) break;
    const back = to - block.readUInt16LE(from);
    from += 2;
    const again = length(token & 15) + 4;
    for (let index = 0; index < again; index += 1) out[to++] = out[back + index];
  }
  return out.subarray(0, to);
}
