// Trials: the finder, the pages, and files that the staff opens.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import axe from 'axe-core';
import { FORMS, TRIALS, openPortal, visit } from './pages/learn.mjs';
import { session } from './pages/session.mjs';
import { ITEMS, SECTIONS, chooser, concepts, file, hits, malformedFiles, notices, search, study } from './pages/trials.mjs';

const browser = session();
const MARKS = /[《》｜{}]/;
const PHASE3 = 'mogamulizumab-ham-phase3';
const PHASE1 = 'mogamulizumab-ham-phase1-2a';

async function finder(t, form = 'en', options = {}) {
  const app = await browser.app(t, options);
  await openPortal(app, '#/trials', form);
  await app.page.locator('[data-trial]').first().waitFor();
  return app;
}

const wide = (text) =>
  text.replace(/[!-~]/g, (letter) => String.fromCodePoint(letter.codePointAt(0) + 0xfee0)).replaceAll(' ', '　');
const katakana = (text) =>
  text.replace(/[ぁ-ゖ]/g, (letter) => String.fromCodePoint(letter.codePointAt(0) + 0x60));

test('every way of writing a disease, a drug, a phase finds the same trials', async (t) => {
  const { page } = await finder(t);
  const table = concepts().filter(({ kind }) => kind !== 'any');
  assert.ok(table.length > 40, 'the table is there');
  let found = 0;
  for (const { id, names } of table) {
    const forms = names.flatMap((name) => [name, wide(name), name.toUpperCase(), katakana(name)]);
    const [first, ...others] = await search(page, forms);
    others.forEach((other, index) => assert.deepEqual(other, first, `${id}: ${names[0]} and ${forms[index + 1]}`));
    found += first.length > 0;
  }
  assert.ok(found > 20, `${found} concepts find something`);
});

test('a hit is what the reader looks for, in romaji and with a slip of the finger too', async (t) => {
  const { page } = await finder(t);
  const ham = [PHASE1, PHASE3].sort();
  for (const typed of ['mogamulizumab ham', 'モガムリズマブ　ＨＡＭ', 'もがむりずまぶ はむ', 'mogamurizumabu hamu', 'mogamulizumb HAM']) {
    assert.deepEqual((await search(page, [typed]))[0], ham, typed);
  }
  const [rituximab, steroid, strange] = await search(page, ['リツキシマブ', 'ステロイド', 'xqzvwk']);
  assert.deepEqual(rituximab, ['rin-1']);
  assert.ok(steroid.includes('hamlet-p'));
  assert.deepEqual(strange, []);
});

test('results follow each key, say why, and are told once typing rests', async (t) => {
  const app = await finder(t);
  const { page } = app;
  assert.deepEqual(await hits(page), TRIALS, 'all without a word, and not the template');
  await page.locator('[name="trial_search"]').pressSequentially('placebo ham');
  assert.ok((await hits(page)).includes(PHASE3));
  assert.match(await page.locator(`[data-trial="${PHASE3}"]`).innerText(), /Matches: .*placebo.*HAM/s);
  await page.locator('[role="status"]', { hasText: /\d+ trials?/ }).waitFor({ state: 'attached' });
  await search(page, ['xqzvwk']);
  const said = await page.locator('.trial-results').innerText();
  assert.match(said, /No trial here fits/);
  assert.match(said, /“xqzvwk” is in no record/);
  assert.match(said, new RegExp(`Only the ${TRIALS.length} trials`));
  await app.press('clear_trials');
  assert.deepEqual(await hits(page), TRIALS);
  assert.equal(await page.evaluate(() => document.activeElement.name), 'trial_search');
});

test('whoever types while other programs still come keeps the box', async (t) => {
  const app = await browser.app(t);
  const { page } = app;
  let release;
  const gate = new Promise((open) => (release = open));
  await page.route(/laboratory-[0-9a-f]+\.(js|wasm)$/, async (route) => {
    await gate;
    await route.continue();
  });
  await app.load('#/trials');
  await app.portal('ready');
  await page.locator('[name="trial_search"]').pressSequentially('ha');
  await page.evaluate(() => (globalThis.box = document.activeElement));
  release();
  await app.laboratory('ready');
  assert.ok(await page.evaluate(() => globalThis.box === document.activeElement && globalThis.box.isConnected));
  await page.keyboard.type('m');
  assert.equal(await app.value('trial_search'), 'ham');
});

test('each filter leaves as many as it says, by keyboard too', async (t) => {
  const app = await finder(t);
  const { page } = app;
  for (const name of ['disease', 'who', 'status', 'phase']) {
    const options = await page.locator(`select[name="${name}"] option`).evaluateAll((all) =>
      all.map(({ value, textContent }) => ({ value, count: textContent.match(/\((\d+)\)$/)?.[1] })),
    );
    assert.ok(options.length > 1, name);
    for (const { value, count } of options.slice(1)) {
      await app.set(name, value);
      assert.equal((await hits(page)).length, Number(count), `${name} ${value}`);
    }
    await app.set(name, '');
  }
  await page.locator('select[name="disease"]').focus();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await app.value('disease'), '');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'disease', 'the focus stays');
  await app.set('disease', 'ham');
  await app.set('phase', 'phase-3');
  assert.deepEqual((await hits(page)).includes(PHASE3), true);
});

test('what was asked for stays while the page is open, in another language too', async (t) => {
  const app = await finder(t);
  const { page } = app;
  await search(page, ['ham']);
  await app.set('status', 'terminated');
  const before = await hits(page);
  await page.locator(`[data-trial="${before[0]}"]`).click();
  await page.locator('.trial h1').waitFor();
  await app.set('language', 'ja');
  await visit(app, '#/trials');
  assert.deepEqual(await hits(page), before);
  assert.equal(await app.value('trial_search'), 'ham');
  assert.equal(await app.value('status'), 'terminated');
});

for (const form of FORMS) {
  test(`each trial has its page, ${form}`, async (t) => {
    const app = await finder(t, form);
    const { page } = app;
    const listed = await page
      .locator('[data-trial]')
      .evaluateAll((all) => all.map((hit) => [hit.dataset.trial, (hit.closest('a') ?? hit.querySelector('a')).getAttribute('href')]));
    assert.deepEqual(listed, TRIALS.map((id) => [id, `#/trials/${id}`]));
    for (const id of [...TRIALS, 'template']) {
      await visit(app, `#/trials/${id}`);
      const sections = page.locator('.trial [data-section]');
      assert.deepEqual(await sections.evaluateAll((all) => all.map((one) => one.dataset.section)), SECTIONS, id);
      for (const text of await sections.allInnerTexts()) assert.ok(text.trim().length > 15, `${id}: ${text}`);
      await page.locator('#trial-record > summary').click();
      const items = await page.locator('[data-item]').evaluateAll((all) =>
        all.map((item) => ({
          key: item.dataset.item,
          label: item.querySelector('dt').textContent,
          value: item.querySelector('dd').textContent,
          source: item.querySelector('.item-source .source')?.textContent ?? '',
          isMissing: item.querySelector('.not-found') !== null,
        })),
      );
      assert.equal(items.length, ITEMS, id);
      for (const { key, label, value, source, isMissing } of items) {
        assert.ok(label && value, `${id} ${key}`);
        assert.doesNotMatch(label + value, MARKS, `${id} ${key}`);
        if (id === 'template') continue;
        assert.notEqual(source.length > 5, isMissing, `${id} ${key}: a source, or "not found"`);
        if (isMissing) assert.match(value, /\d{4}/, `${id} ${key}: the day on which we looked`);
      }
      assert.match(await page.locator('.trial-facts [data-status]').innerText(), /\d{4}/, `${id}: a dated status`);
      assert.match(await page.locator('.checked-on').getAttribute('data-checked'), /^\d{4}-\d\d-\d\d$/);
      if (id !== 'template') assert.ok((await page.locator('.trial-sources .source').count()) > 0, id);
      assert.equal(await page.locator(`a[href="#/kit/leaflet/trials/${id}"]`).count(), 1);
      assert.match(await page.locator('.text-foot .score').innerText(), /\d/, `${id} tells how easy it reads`);
      assert.equal(await page.locator('.made-up-mark').count(), id === 'template' ? 1 : 0);
    }
    await visit(app, '#/trials');
    assert.equal(await page.locator('a[href="#/trials/template"]').count(), 1, 'the template is linked and no hit');
  });
}

test('both mogamulizumab pages say in their first lines that phase 3 missed its primary endpoint', async (t) => {
  const app = await finder(t);
  const { page } = app;
  const missed = { en: /missed its primary endpoint/, ja: /主要評価項目.*(届き|達し|達成し|とどき)ませんでした/s, 'ja-easy': /大事な目標.*(とどき|届き)ませんでした/s };
  for (const form of FORMS) {
    await app.set('language', form);
    for (const id of [PHASE1, PHASE3]) {
      await visit(app, `#/trials/${id}`);
      const first = await page.locator('[data-section="in-short"]').evaluate((section) => {
        const copy = section.cloneNode(true);
        copy.querySelectorAll('rt').forEach((rt) => rt.remove());
        return copy.textContent.slice(0, 400);
      });
      assert.match(first, missed[form], `${form} ${id}: ${first}`);
    }
    await visit(app, `#/trials/${PHASE1}`);
    const next = page.locator(`[data-related="later"] a[href="#/trials/${PHASE3}"]`);
    const below = page.locator('[data-section="in-short"]');
    assert.ok((await next.boundingBox()).y < (await below.boundingBox()).y, 'what happened next is linked first');
  }
  await visit(app, `#/trials/${PHASE3}`);
  assert.equal(await page.locator(`[data-related="earlier"] a[href="#/trials/${PHASE1}"]`).count(), 1);
});

test('an old status is marked, a fresh one is not', async (t) => {
  const app = await browser.app(t);
  await app.page.clock.install({ time: new Date('2040-01-01T09:00:00') });
  await openPortal(app, '#/trials', 'en');
  await app.page.locator('[data-trial]').first().waitFor();
  assert.equal(await app.page.locator('[data-trial] .stale').count(), TRIALS.length);
  const fresh = await browser.app(t);
  await fresh.page.clock.install({ time: new Date('2010-01-01T09:00:00') });
  await openPortal(fresh, `#/trials/${PHASE3}`, 'en');
  await fresh.page.locator('.trial-facts').waitFor();
  assert.equal(await fresh.page.locator('.stale').count(), 0);
});

test('a file of a registry: found at once, marked, compared, saved; its name is nowhere', async (t) => {
  const app = await finder(t);
  const { page } = app;
  await app.clinic('ready');
  await app.laboratory('ready');
  const requests = [];
  page.on('request', (request) => /^blob:/.test(request.url()) || requests.push(request.url()));
  const changed = study('NCT06698003', 'Another title', { phases: ['PHASE3'] });
  const fresh = study('NCT99990001', 'Zebrafish extract in smoldering ATL', { conditions: ['Smoldering ATL'] });
  await chooser(page).setInputFiles([file('patient-Yamada-Hanako.json', { studies: [changed, fresh] })]);
  await page.locator('.update-notice').waitFor();
  assert.deepEqual((await notices(page)).map(({ kind, rows }) => [kind, rows.length]), [['read', 0]]);
  const [zebra] = await search(page, ['zebrafish']);
  assert.deepEqual(zebra, ['opened/nct99990001']);
  assert.match(await page.locator('[data-trial="opened/nct99990001"] .origin-mark').innerText(), /ClinicalTrials\.gov JSON, trial 2/);
  const [smoldering] = await search(page, ['くすぶり']);
  assert.ok(smoldering.includes('opened/nct99990001'), 'it is filed like ours');
  await search(page, ['']);
  await page.locator('[data-trial="opened/nct06698003"]').click();
  await page.locator('.beside').waitFor();
  const differences = await page
    .locator('[data-difference]')
    .evaluateAll((all) => all.map((row) => [row.dataset.difference, row.querySelector('mark').textContent]));
  assert.ok(differences.some(([field, theirs]) => field === 'phase' && theirs === 'Phase 3'), JSON.stringify(differences));
  assert.ok(differences.some(([field, theirs]) => field === 'public_title' && theirs === 'Another title'));
  assert.equal(await page.locator('.beside a[href="#/trials/nct06698003"]').count(), 1);
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), app.press(name)]);
    return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
  };
  const [name, toml] = await saved('save_trial');
  assert.equal(name, 'nct06698003.toml');
  assert.match(toml, /^id = "nct06698003"$/m);
  assert.match(toml, /^phase = "3"$/m);
  assert.match(toml, /^public_title = \{ en = "Another title", source = "\w+" \}$/m);
  assert.equal(toml.match(/^\w+ = \{/gm).length, ITEMS + 1, 'the title and all items');
  const [, source] = await saved('save_trial_source');
  const [, id] = toml.match(/^sources = \["(\w+)"\]$/m);
  assert.ok(source.startsWith(`[${id}]`), source);
  for (const route of ['#/trials/opened/nct06698003', '#/trials']) {
    await visit(app, route);
    assert.doesNotMatch(await page.content(), /Yamada/, route);
  }
  await app.press('remove_trials');
  assert.deepEqual(await hits(page), TRIALS);
  assert.deepEqual(requests, [], 'nothing was asked for');
});

test('files that are malformed tell what is wrong, row by row, and the rest is kept', async (t) => {
  const files = malformedFiles();
  assert.ok(files.length >= 20, `${files.length} files`);
  for (const form of ['en', 'ja']) {
    const app = await finder(t, form);
    const { page } = app;
    for (const { name, path, kept, rows } of files) {
      await chooser(page).setInputFiles(path);
      await page.locator('.update-notice').waitFor();
      const [notice] = await notices(page);
      assert.equal(notice.kind, kept.length + rows.length > 0 ? 'read' : 'refused', name);
      assert.deepEqual(notice.rows.map(({ row, kept }) => ({ row, kept })), rows, name);
      assert.doesNotMatch(notice.text, /[{}]|undefined|\bErr\b/, name);
      assert.ok(!notice.text.includes(name), 'the name of a file is not shown');
      // What is wrong, and what to do.
      const sentences = form === 'en' ? /Please|cannot be read|not read/ : /ください|読みません/;
      const told = notice.kind === 'refused' ? [notice.text] : notice.rows.map(({ text }) => text);
      for (const text of told) assert.match(text, sentences, `${name}: ${text}`);
      const opened = (await hits(page)).filter((id) => id.startsWith('opened/')).map((id) => id.slice(7));
      assert.deepEqual(opened.sort(), [...kept].sort(), name);
      if (opened.length > 0) await app.press('remove_trials');
    }
    const good = study('NCT99990002', 'Good');
    await chooser(page).setInputFiles([file('a.json', ''), file('b.json', good), file('c.csv', 'Name,Age\n')]);
    await page.locator('.update-notice').nth(2).waitFor();
    assert.deepEqual((await notices(page)).map(({ kind }) => kind), ['refused', 'read', 'refused']);
    assert.ok((await hits(page)).includes('opened/nct99990002'), 'good files stay');
  }
});

test('of very many trials the first are shown, and the others on demand', async (t) => {
  const app = await finder(t);
  const { page } = app;
  const studies = Array.from({ length: 100 }, (_, index) => study(`NCT${80_000_000 + index}`, `Sample ${index}`));
  await chooser(page).setInputFiles([file('a.json', { studies })]);
  await page.locator('.update-notice').waitFor();
  const all = TRIALS.length + studies.length;
  assert.equal((await hits(page)).length, 20);
  assert.match(await page.locator('.trial-results h2').innerText(), new RegExp(`^${all} trials`));
  await app.press('more_trials');
  assert.equal((await hits(page)).length, all);
});

test('a dropped file is read', async (t) => {
  const { page } = await finder(t);
  const content = JSON.stringify(study('NCT99990003', 'Dropped'));
  const carried = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'x.json'));
    return data;
  }, content);
  await page.dispatchEvent('.drop-zone', 'drop', { dataTransfer: carried });
  await page.locator('[data-trial="opened/nct99990003"]').waitFor();
});

test('an opened record: no accessibility rule broken, nothing scrolled sideways on a phone', async (t) => {
  for (const form of FORMS) {
    const app = await finder(t, form, { viewport: { width: 320, height: 640 } });
    const { page } = app;
    await page.evaluate(axe.source);
    const long = study('NCT06698003', 'W'.repeat(200), { conditions: ['HTLV-1-associated myelopathy'], phases: ['PHASE9'] });
    await chooser(page).setInputFiles([file('a.json', { studies: [long, {}] }), file('b.json', 'nothing')]);
    await page.locator('.update-notice').nth(1).waitFor();
    for (const route of ['#/trials', '#/trials/opened/nct06698003']) {
      await visit(app, route);
      const broken = await page.evaluate(async () => {
        document.querySelectorAll('#portal details').forEach((part) => (part.open = true));
        const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const found = await globalThis.axe.run({ runOnly, resultTypes: ['violations'] });
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
      });
      assert.deepEqual(broken, [], `${form} ${route}`);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(sideways, 0, `${form} ${route}`);
    }
  }
});
