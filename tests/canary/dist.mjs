// Copies of the finished build with something added to its start-up script: the spies, and a planted leak.
import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const DIST = process.env.SHIRUBE_DIST ?? fileURLToPath(new URL('../../dist/', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SPIES = ['spies.js', 'controls.js'];

// `cargo xtask stamp` writes into these: a link would change the build itself.
const STAMPED = /^(?:index\.html|service-worker\.js)/;

/**
 * A copy of the build that runs the spies before anything else, and `leak` after its own start-up script. A `stamped` one
 * has the right digests of what was changed, and so makes an offline copy.
 */
export async function patchedDist(leak = '', stamped = false) {
  const folder = await mkdtemp(join(tmpdir(), 'shirube-dist-'));
  const html = await readFile(join(DIST, 'index.html'), 'utf8');
  const startScript = html.match(/<script[^>]*\bsrc="([^"]+)"[^>]*\btype="module"|<script[^>]*\btype="module"[^>]*\bsrc="([^"]+)"/);
  const start = (startScript?.[1] ?? startScript?.[2])?.replace(/^\.?\//, '');
  if (!start) throw new Error(`${DIST}/index.html has no script that starts the app`);
  const changed = new Set(['index.html', start]);
  for (const entry of await readdir(DIST, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const name = path.slice(join(DIST, '/').length);
    if (!entry.isFile() || changed.has(name.replace(/\.(?:br|gz)$/, ''))) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    const copy = async () => writeFile(join(folder, name), await readFile(path));
    if (STAMPED.test(name)) await copy();
    else await link(path, join(folder, name)).catch(copy);
  }
  const spies = await Promise.all(SPIES.map((name) => readFile(new URL(name, import.meta.url), 'utf8')));
  await writeFile(join(folder, 'canary.js'), spies.join('\n'));
  await writeFile(join(folder, start), `${await readFile(join(DIST, start), 'utf8')}\n${leak}`);
  const withSpies = html.replace(/\s(?:integrity)="[^"]*"/g, '').replace('<meta name="viewport"', '<script src="/canary.js"></script><meta name="viewport"');
  if (!withSpies.includes('/canary.js')) throw new Error('the spies found no place in index.html');
  await writeFile(join(folder, 'index.html'), withSpies);
  if (stamped) execFileSync('cargo', ['xtask', 'stamp', folder], { cwd: ROOT, stdio: 'pipe' });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
