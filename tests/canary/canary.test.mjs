// Nothing that a person enters leaves the page or is kept: unique values go into every field, every control is used,
// and everything that the server, the browser and the disk saw is searched for them.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serve } from '../../tools/serve.mjs';
import { simulated } from '../e2e/pages/trace.mjs';
import { ENGINE } from '../engines/engine.mjs';
import { Canaries } from './canaries.mjs';
import { patchedDist } from './dist.mjs';
import { hits, hitsOnDisk } from './judge.mjs';
import { LEAKS, scriptOf } from './leaks.mjs';
import { Recorder } from './recorder.mjs';
import { Walk, canaryFiles } from './walk.mjs';
import { launchWatched, startWatched } from './watched_browser.mjs';


/** All screens in all forms of language; otherwise the other forms walk only the screens with something to enter. */
const IS_FULL = process.env.SHIRUBE_FULL === 'yes';

/** The app behind a recorder, with files whose names are canaries; all of it goes with the test. */
async function watchedApp(t, leak) {
  const recorder = await Recorder.start();
  t.after(() => recorder.close());
  const dist = await patchedDist(leak && scriptOf(leak, recorder.datagramPort));
  t.after(dist.remove);
  const server = await serve(dist.folder, 0);
  t.after(server.close);
  recorder.origin = server.url;
  const canaries = new Canaries();
  const folder = await mkdtemp(join(tmpdir(), 'shirube-canary-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return { recorder, canaries, files: await canaryFiles(folder, canaries, simulated('--count', '1').path) };
}

test(`${ENGINE}: no canary leaves or is kept, on any screen, in any form of language`, async (t) => {
  const { recorder, canaries, files } = await watchedApp(t);
  const browser = await startWatched(ENGINE, recorder);
  t.after(browser.remove);
  const walk = new Walk(browser.page, recorder.url, canaries, files);
  await walk.early(recorder);
  await walk.ready();
  await walk.screensIn('en');
  for (const form of ['ja', 'ja-easy']) await walk.screensIn(form, IS_FULL ? undefined : [...walk.withEntries]);
  await walk.lookEverywhere();
  await browser.context.close();
  const seen = [...recorder.seen, ...browser.seen, ...walk.seen];
  t.diagnostic(`${walk.screens} screens, ${walk.used} controls used, ${canaries.fields().length} fields, ${seen.length} records`);
  assert.deepEqual([...hits(seen, canaries), ...(await hitsOnDisk(browser.folder, canaries))], []);
});

describe(`${ENGINE}: planted leaks`, () => {
  let browser;
  before(async () => (browser = await launchWatched(ENGINE)));
  after(() => browser?.close());

  for (const leak of LEAKS.filter(({ engines }) => !engines || engines.includes(ENGINE))) {
    test(`${leak.name} is caught`, async (t) => {
      const { recorder, canaries, files } = await watchedApp(t, leak);
      const { page, seen } = await browser.open(t, recorder);
      const walk = new Walk(page, recorder.url, canaries, files);
      await walk.early(recorder);
      if (!leak.isEarly) {
        await walk.ready();
        await (leak.room === 'trace' ? walk.chosenTrace() : walk.assessFields());
      }
      await walk.lookEverywhere();
      const found = hits([...recorder.seen, ...seen, ...walk.seen], canaries);
      assert.ok(found.some((hit) => leak.caught.test(hit)), `only ${JSON.stringify(found)}`);
    });
  }
});
