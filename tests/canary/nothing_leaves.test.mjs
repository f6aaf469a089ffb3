// Nothing that a person enters leaves the page or is kept: unique values go into every field, every control is used,
// and everything that the server, the browser and the disk saw is searched for them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCREENS } from '../e2e/pages/learn.mjs';
import { ENGINE } from '../engines/engine.mjs';
import { hits, hitsOnDisk } from './judge.mjs';
import { Walk } from './walk.mjs';
import { watchedApp } from './watched_app.mjs';
import { startWatched } from './watched_browser.mjs';

/** All screens in all forms of language; otherwise the other forms walk only the screens with something to enter. */
const IS_FULL = process.env.SHIRUBE_FULL === 'yes';

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
  // A walk that ends early proves nothing.
  assert.deepEqual(SCREENS.filter((route) => !walk.visited.has(route)), []);
  assert.ok(canaries.fields().length > 75, `${canaries.fields().length} fields`);
  assert.ok(walk.used > 4000, `${walk.used} controls`);
  assert.deepEqual([...hits(seen, canaries), ...(await hitsOnDisk(browser.folder, canaries))], []);
});
