// Asks a deployed Shirube for its files and compares every answer, header by header, with deploy/headers.json.
//
//   node tools/check_headers.mjs https://shirube.example.org/ [--dist DIST] [--insecure]
//
// With --dist, every file of that folder is asked for and its bytes are compared; without it, those that the page names.
// The tests of deploy/ use the same `check`.
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { headersOf, isCompressedCopy, TABLE, typeOf } from './header_table.mjs';

const TIME_LIMIT = 20_000;
const SERVICE_WORKER = 'service-worker.js';
/** What is asked for, and the encodings that may come back, the best first. */
const ACCEPTED = { 'gzip, deflate, br': ['br', 'gzip', 'identity'], gzip: ['gzip', 'identity'], identity: ['identity'] };
const DECODE = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body) => body };

/**
 * One answer as it came, nothing followed and nothing decoded.
 *
 * @returns {Promise<{ status: number, headers: Record<string, string>, body: Buffer }>}
 */
export function get(url, headers = {}, { insecure = false, method = 'GET' } = {}) {
  const send = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((answered, failed) => {
    const options = { method, headers, agent: false, timeout: TIME_LIMIT, rejectUnauthorized: !insecure };
    const request = send(url, options, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', failed);
      response.on('end', () =>
        answered({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    request.on('timeout', () => request.destroy(new Error(`no answer from ${url} in ${TIME_LIMIT / 1000} s`)));
    request.on('error', failed);
    request.end();
  });
}

/** What a finished build holds: each file's bytes, and the encodings in which a copy lies beside it. */
export function filesOf(dist) {
  const names = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'));
  const copies = (name) =>
    Object.entries(TABLE.compressedCopies).filter(([, ending]) => names.includes(name + ending)).map(([encoding]) => encoding);
  // What begins with a dot or is called _headers is for the host, not for a visitor.
  const files = names.filter((name) => !isCompressedCopy(name) && !/^(?:\.|_headers$)/.test(name));
  return files.map((path) => ({ path, content: readFileSync(join(dist, path)), copies: copies(path) }));
}

/** What the page itself names; the bytes and the copies are not known. */
async function filesNamedBy(base, options) {
  const page = await get(base, {}, options);
  if (page.status !== 200) throw new Error(`${base} answers with status ${page.status}`);
  const named = [...page.body.toString('utf8').matchAll(/="\.\/([^"?#]+)"/g)].map((match) => match[1]);
  if (named.length === 0) throw new Error(`${base} is not the page of Shirube: it names no files`);
  const worker = await get(new URL(SERVICE_WORKER, base), {}, options);
  if (worker.status === 200) named.push(SERVICE_WORKER);
  return [...new Set(named)].map((path) => ({ path }));
}

/**
 * Asks for the page, for each file in every encoding, and for what must not be there.
 *
 * @param {string} base address of the app's folder, with a slash at its end
 * @param {{ path: string, content?: Buffer, copies?: string[] }[]} files as of `filesOf`; without them, those that the page names
 * @returns {Promise<{ rule: string, where: string, problem?: string }[]>} one finding for each thing that was looked at
 */
export async function check(base, files, options = {}) {
  const known = files ?? (await filesNamedBy(base, options));
  const page = known.find((file) => file.path === 'index.html');
  const findings = [];
  for (const file of [{ ...page, path: '' }, ...known]) {
    for (const [accept, encodings] of Object.entries(ACCEPTED)) {
      const answer = await get(new URL(file.path, base), { 'Accept-Encoding': accept }, options);
      const where = `/${file.path} (${accept})`;
      findings.push(...judge(answer, file, encodings).map((finding) => ({ ...finding, where })));
    }
  }
  const hashed = known.find((file) => headersOf(file.path, true)['Cache-Control'] === TABLE.caching.hashed);
  const absent = ['no-such-file', 'no-such-file-0123456789abcdef.js', 'no-such-folder/', ...new Set(known.map(folderOf))];
  for (const path of absent.filter((path) => path !== '')) {
    const answer = await get(new URL(path, base), {}, options);
    findings.push(...judgeAbsent(answer, path).map((finding) => ({ ...finding, where: `/${path}` })));
  }
  for (const ending of Object.values(TABLE.compressedCopies)) {
    const path = `${(hashed ?? known[0]).path}${ending}`;
    const answer = await get(new URL(path, base), {}, options);
    findings.push({ ...judgeCopy(answer), where: `/${path}` });
  }
  return findings;
}

function folderOf({ path }) {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The findings about one file's answer. */
export function judge(answer, file, encodings) {
  if (answer.status !== 200) return [{ rule: 'status', problem: `${answer.status}, not 200` }];
  const findings = [{ rule: 'status' }, ...judgeHeaders(answer, headersOf(file.path, true))];
  findings.push(judgeType(answer.headers['content-type'], typeOf(file.path)));
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  const expected = encodings.find((name) => name === 'identity' || file.copies?.includes(name));
  if (!encodings.includes(encoding) || (file.copies && encoding !== expected)) {
    return [...findings, { rule: 'Content-Encoding', problem: `${encoding}, not ${file.copies ? expected : encodings.join(' or ')}` }];
  }
  findings.push({ rule: 'Content-Encoding' });
  const varies = file.copies ? file.copies.length > 0 : encoding !== 'identity';
  if (varies) findings.push(judgeVary(answer.headers.vary));
  findings.push(judgeBytes(answer.body, encoding, file.content));
  return findings;
}

function judgeHeaders({ headers }, expected) {
  const findings = Object.entries(expected).map(([name, value]) => {
    const actual = headers[name.toLowerCase()];
    if (actual === undefined) return { rule: name, problem: 'missing' };
    return meansTheSame(name, actual, value) ? { rule: name } : { rule: name, problem: `${actual}, not ${value}` };
  });
  findings.push(headers['set-cookie'] ? { rule: 'no cookie', problem: `Set-Cookie: ${headers['set-cookie']}` } : { rule: 'no cookie' });
  return findings;
}

/** Hosts write two values in ways of their own, which browsers read alike. */
function meansTheSame(name, actual, expected) {
  if (actual === expected) return true;
  if (name === 'Cache-Control') {
    const parts = actual.toLowerCase().split(/\s*,\s*/);
    return expected === TABLE.caching.other && parts.includes('max-age=0') && parts.includes('must-revalidate');
  }
  // Policies with a comma between them hold all at once: ours beside the page's own is ours.
  const page = TABLE.everyAnswer[name];
  return name === 'Content-Security-Policy' && expected !== page && actual === `${page}, ${expected}`;
}

function judgeType(actual = 'none', expected = undefined) {
  const rule = 'Content-Type';
  if (!expected) return { rule, problem: `${actual}: deploy/headers.json has no type for this ending` };
  const [type, ...parameters] = actual.toLowerCase().split(/\s*;\s*/);
  const right = type === expected && parameters.every((parameter) => parameter === 'charset=utf-8');
  return right ? { rule } : { rule, problem: `${actual}, not ${expected}` };
}

function judgeVary(actual = 'missing') {
  const names = actual.toLowerCase().split(/\s*,\s*/);
  return names.filter((name) => name === 'accept-encoding').length === 1
    ? { rule: 'Vary' }
    : { rule: 'Vary', problem: `${actual}, not Accept-Encoding` };
}

function judgeBytes(body, encoding, content) {
  const rule = 'bytes';
  try {
    const decoded = DECODE[encoding](body);
    return !content || decoded.equals(content) ? { rule } : { rule, problem: 'not those of the file' };
  } catch (error) {
    return { rule, problem: `cannot be decoded as ${encoding}: ${error.message}` };
  }
}

/** What is not there says so, with the same headers; a folder shows no list. */
function judgeAbsent(answer, path) {
  const status = answer.status === 404 ? { rule: 'status' } : { rule: 'status', problem: `${answer.status}, not 404` };
  return [status, ...judgeHeaders(answer, headersOf(path, false))];
}

/** A compressed copy asked for by its own name is refused, or at least not called what only its content is. */
function judgeCopy({ status, headers }) {
  const rule = 'compressed copies';
  const [type] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const harmless = status !== 200 || !Object.values(TABLE.types).includes(type) || headers['content-encoding'];
  return harmless ? { rule } : { rule, problem: `sent as ${type} though it is compressed` };
}

/** The findings by rule, one line each, with the first few problems. */
export function summary(findings) {
  const SHOWN = 3;
  const lines = [];
  for (const rule of new Set(findings.map((finding) => finding.rule))) {
    const all = findings.filter((finding) => finding.rule === rule);
    const wrong = all.filter((finding) => finding.problem);
    lines.push(wrong.length === 0 ? `ok     ${rule} (${all.length})` : `WRONG  ${rule} (${wrong.length} of ${all.length})`);
    for (const { where, problem } of wrong.slice(0, SHOWN)) lines.push(`         ${where}: ${problem}`);
  }
  return lines;
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { dist: { type: 'string' }, insecure: { type: 'boolean', default: false } },
  });
  if (positionals.length !== 1 || !/^https?:\/\//.test(positionals[0])) {
    console.error('Usage: node tools/check_headers.mjs URL [--dist DIST] [--insecure]');
    process.exit(2);
  }
  const base = positionals[0].endsWith('/') ? positionals[0] : `${positionals[0]}/`;
  const options = { insecure: values.insecure };
  const findings = await check(base, values.dist && filesOf(resolve(values.dist)), options);
  for (const line of summary(findings)) console.log(line);
  const [hsts] = Object.keys(TABLE.overTlsIfWanted);
  const page = await get(base, {}, options);
  console.log(`note   ${hsts}: ${page.headers[hsts.toLowerCase()] ?? 'not sent; see deploy/README.md'}`);
  if (base.startsWith('http:')) console.log('note   over http anybody on the way can change the page: use https');
  const wrong = findings.filter((finding) => finding.problem).length;
  console.log(wrong === 0 ? `\n${findings.length} checks, all as they should be` : `\n${wrong} of ${findings.length} checks failed`);
  process.exitCode = wrong === 0 ? 0 : 1;
}

const startedAs = process.argv[1] && pathToFileURL(realpathSync(process.argv[1])).href;
if (import.meta.url === startedAs) {
  await main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
