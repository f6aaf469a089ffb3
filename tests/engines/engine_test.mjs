// `test` of node, for tests that run in each engine: what an engine cannot do is said, not left out in silence.
import { test as nodeTest } from 'node:test';
import { ENGINE } from './engine.mjs';
import { whyNotRun } from './not_run.mjs';

export function test(name, act) {
  const why = whyNotRun(ENGINE, name);
  return nodeTest(name, why ? { skip: `not run in ${ENGINE}: ${why}` } : {}, act);
}
