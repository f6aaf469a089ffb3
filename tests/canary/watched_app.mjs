// The app with spies in it, behind a recorder, with files whose names are canaries.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../tools/serve.mjs';
import { simulated } from '../e2e/pages/trace.mjs';
import { Canaries } from './canaries.mjs';
import { patchedDist } from './dist.mjs';
import { scriptOf } from './leaks.mjs';
import { Recorder } from './recorder.mjs';
import { canaryFiles } from './walk.mjs';

/** Serves it, with its offline copy, or with `leak` planted where one is given; all of it goes with the test. */
export async function watchedApp(t, leak) {
  const recorder = await Recorder.start();
  t.after(() => recorder.close());
  const dist = leak ? await patchedDist(scriptOf(leak, recorder.datagramPort)) : await patchedDist('', true);
  t.after(dist.remove);
  const server = await serve(dist.folder, 0);
  t.after(server.close);
  recorder.origin = server.url;
  const canaries = new Canaries();
  const folder = await mkdtemp(join(tmpdir(), 'shirube-canary-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return { recorder, canaries, files: await canaryFiles(folder, canaries, simulated('--count', '1').path) };
}
