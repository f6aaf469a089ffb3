// The canary test catches what it is there to catch: every planted leak leaves a trace that names its way out.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINE } from '../engines/engine.mjs';
import { hits } from './judge.mjs';
import { LEAKS } from './leaks.mjs';
import { Walk } from './walk.mjs';
import { watchedApp } from './watched_app.mjs';
import { launchWatched } from './watched_browser.mjs';

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
