// Tables of integration sites: numbers, bad rows, two time points, files, keyboard, narrow screens.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe from 'axe-core';
import { LOCALES, session } from './pages/session.mjs';
import { CTCF_1, Sites } from './pages/sites.mjs';

const browser = session();
const OTHER = { en: 'ja', ja: 'en' };
/** Positions of the made-up example that no other number contains. */
const POSITION = '21354023';

async function room(t, options) {
  const sites = new Sites(await browser.app(t, options));
  await sites.open();
  return sites;
}

/** As `cargo` prints it: this many digits after the point. */
const printed = (value, places) => value.toFixed(places).replace(/^0(?=\.\d{6})/, '');

test('a published sample gives its published digits', async (t) => {
  const sites = await room(t);
  await sites.enter(CTCF_1);
  await sites.result();
  for (const [id, digits] of [
    ['abundance', '199'],
    ['sites', '30'],
    ['berger_parker', '.256281'],
    ['gini', '.702345'],
    ['shannon', '2.389236'],
    ['simpson', '.143203'],
    ['uc50', '3'],
    ['chao1', '66.1250'],
  ]) {
    const [value] = await sites.index(id);
    assert.equal(printed(value, digits.split('.')[1]?.length ?? 0), digits, id);
  }
  assert.equal(await sites.shown('gini'), '0.7023');
  assert.match(await sites.answer(), /largest of 30 sites holds 26%/);
  assert.match(await sites.page.locator('#sites-notes').innerText(), /reads are not counts of cells/);
  assert.match(await sites.page.locator('#rank-abundance figure').textContent(), /30 sites.*25\.6%/);
  assert.equal(await sites.page.locator('#lorenz tbody tr').count(), 6);
});

test('bad rows are listed with line and reason, the rest is used, and what was typed stays', async (t) => {
  const sites = await room(t);
  const table = 'chr\tpos\tstrand\tfragments\nchr1\t10\t+\t5\nchr1\tten\t+\t2\nchr1\t30\t+\t-4\nchr2\t7\t-\t5\n';
  await sites.enter(table);
  await sites.result();
  const reading = await sites.reading();
  assert.match(reading, /could not be used: 2/);
  assert.match(reading, /Line 3, “ten”: the position is not a whole number/);
  assert.match(reading, /Line 4, “-4”: the amount is below zero/);
  assert.deepEqual(await sites.index('sites'), [2]);
  await sites.enter('no table at all');
  assert.ok(!(await sites.hasResult()), 'an old result does not stay');
  assert.equal(await sites.field('first').inputValue(), 'no table at all');
  await sites.press('first_clear');
  await sites.press('first_undo');
  assert.equal(await sites.field('first').inputValue(), 'no table at all');
});

test('files of any kind are read or told why not', async (t) => {
  const sites = await room(t);
  await sites.choose('sites.bed', 'track name=a\nchr1\t10\t11\tx\t8\t+\nchr1\t20\t21\ty\t2\t-\n');
  await sites.result();
  assert.deepEqual(await sites.index('berger_parker'), [0.8]);
  await sites.choose('book.xlsx', Buffer.from('504b030414000600', 'hex'));
  await sites.page.getByText('save the sheet as CSV').waitFor();
  assert.ok(!(await sites.hasResult()));
  await sites.press('first_undo');
  assert.deepEqual(await sites.index('berger_parker'), [0.8], 'the file before is back');
  const rows = Array.from({ length: 40_000 }, (_, index) => `chr1,${index},+,${1 + (index % 7)}`);
  await sites.choose('long.csv', rows.join('\n'));
  await sites.page.locator('.long-table').waitFor();
  assert.deepEqual(await sites.index('sites'), [40_000]);
  assert.ok(!(await sites.page.locator('body').innerText()).includes('long.csv'), 'no file name is shown');
});

test('a dropped file is read, and one dropped beside the box opens nothing', async (t) => {
  const sites = await room(t);
  const drop = async (target, text) => {
    const dataTransfer = await sites.page.evaluateHandle((text) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([text], 'dropped.txt'));
      return dropped;
    }, text);
    const wasPrevented = await sites.page.locator(target).evaluate(
      (element, dataTransfer) =>
        !element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })),
      dataTransfer,
    );
    assert.ok(wasPrevented, target);
  };
  await drop('#first_entry', 'a 8\nb 2\n');
  await sites.result();
  await drop('.sites-results', 'a 1\n');
  assert.deepEqual(await sites.index('berger_parker'), [0.8]);
});

test('the column of amounts and the sample can be chosen', async (t) => {
  const sites = await room(t);
  await sites.enter('sample,site,x,y\nm1,a,1,9\nm1,b,1,1\nm2,a,4,4\n');
  await sites.page.locator('#first_column_abundance').selectOption({ label: '4. y' });
  await sites.page.locator('#first_sample').selectOption({ label: 'm1 (2 rows)' });
  await sites.result();
  assert.deepEqual(await sites.index('berger_parker'), [0.9]);
  await sites.press('second_time');
  await sites.press('second_copy');
  await sites.page.locator('.followed').waitFor();
  assert.deepEqual(await sites.index('abundance'), [10, 4], 'the next sample of the same table');
  const repeated = await sites.page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
  });
  assert.deepEqual(repeated, []);
});

test('two time points are followed, and positions are told only when asked for', async (t) => {
  const sites = await room(t);
  await sites.press('first_example');
  await sites.press('second_time');
  await sites.press('second_example');
  await sites.page.locator('.followed').waitFor();
  assert.match(await sites.answer(), /went from \d+% to \d+% of the whole/);
  const before = await sites.followed();
  assert.deepEqual(before[0].slice(0, 2), ['1', '1']);
  assert.ok(before.some((row) => row.at(-1) === 'appeared') && before.some((row) => row[4] === 'grew'));
  assert.equal((await sites.index('gini')).length, 2);
  for (const button of ['save_csv', 'save_json']) {
    assert.ok(!(await sites.saved(button)).includes(POSITION), button);
  }
  const results = () => sites.page.locator('.sites-results').textContent();
  assert.ok(!(await results()).includes(POSITION));
  await sites.page.locator('[name="positions"]').check();
  assert.ok((await results()).includes(POSITION));
  const csv = await sites.saved('save_csv');
  const json = JSON.parse(await sites.saved('save_json'));
  assert.ok(csv.includes(POSITION) && csv.includes('index,later,gini,'));
  assert.equal(json.made_up_example, true);
  assert.equal(json.build, await sites.app.told('build'));
  assert.deepEqual([json.indices.earlier.gini, json.indices.later.gini], await sites.index('gini'));
  assert.equal(json.clones[0].change, 'grown');
  assert.match(json.clones[0].position, /^chr/);
  await sites.app.set('tolerance', '500');
  assert.ok((await sites.app.error('tolerance')).includes('100'));
  assert.equal(await sites.page.locator('.followed').count(), 0);
});

for (const [language, locale] of Object.entries(LOCALES)) {
  test(`a change of language keeps everything: from ${language}`, async (t) => {
    const sites = await room(t, { locale });
    await sites.enter(CTCF_1);
    await sites.press('second_time');
    await sites.press('second_example');
    await sites.app.set('tolerance', '3');
    await sites.page.locator('[name="positions"]').check();
    const state = async () => ({
      first: await sites.field('first').inputValue(),
      second: await sites.field('second').inputValue(),
      tolerance: await sites.app.value('tolerance'),
      positions: await sites.page.locator('[name="positions"]').isChecked(),
      gini: await sites.index('gini'),
    });
    const before = await state();
    assert.equal(before.first, CTCF_1);
    await sites.app.set('language', OTHER[language]);
    await sites.page.locator(`html[lang="${OTHER[language]}"]`).waitFor();
    await sites.result();
    assert.deepEqual(await state(), before);
    await sites.app.go('#/about');
    await sites.app.go('#/sites');
    await sites.result();
    assert.deepEqual(await state(), before);
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`no accessibility rule is broken: ${language}, ${colorScheme}`, async (t) => {
      const sites = await room(t, { locale, colorScheme });
      await sites.page.evaluate(axe.source);
      const check = async (what) => {
        await sites.page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));
        const found = await sites.page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
        const broken = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`);
        assert.deepEqual(broken, [], what);
      };
      await check('empty');
      await sites.enter('chr1\t10\t+\t5\nchr1\tx\t+\t1');
      await sites.result();
      await check('one site and a bad row');
      await sites.enter('a,b,c');
      await check('a table that cannot be read');
      await sites.press('first_example');
      await sites.press('second_time');
      await sites.press('second_example');
      await sites.page.locator('.followed').waitFor();
      await check('two time points');
    });
  }
}

test('everything works by keyboard', async (t) => {
  const sites = await room(t);
  const { keyboard } = sites.page;
  const name = () => sites.page.evaluate(() => document.activeElement.name || document.activeElement.localName);
  const to = async (wanted) => {
    for (let step = 0; step < 60; step += 1) {
      if ((await name()) === wanted) return;
      await keyboard.press('Tab');
    }
    assert.fail(`${wanted} is not reached`);
  };
  await sites.field('first').focus();
  await keyboard.type('a 5\nb 3');
  await sites.result();
  await to('first_file');
  await to('first_example');
  await keyboard.press('Enter');
  await to('first_clear');
  await keyboard.press('Enter');
  assert.equal(await name(), 'first_table', 'the focus is not lost with the button');
  await to('first_undo');
  await keyboard.press('Enter');
  await to('second_time');
  await keyboard.press('Enter');
  await to('tolerance');
  await to('positions');
  await keyboard.press('Space');
  assert.ok(await sites.page.locator('[name="positions"]').isChecked());
  await to('save_csv');
  await to('save_json');
});

for (const [view, { textSize, ...options }] of Object.entries({
  '320 px': { viewport: { width: 320, height: 640 } },
  '200 % text': { viewport: { width: 1280, height: 900 }, textSize: '200%' },
})) {
  for (const [language, locale] of Object.entries(LOCALES)) {
    test(`nothing is scrolled sideways, nothing is too small: ${view}, ${language}`, async (t) => {
      const sites = await room(t, { ...options, locale });
      if (textSize) await sites.page.evaluate((size) => (document.documentElement.style.fontSize = size), textSize);
      const check = async (what) => {
        const found = await sites.page.evaluate(() => {
          document.querySelectorAll('details').forEach((part) => (part.open = true));
          const { scrollWidth, clientWidth } = document.documentElement;
          const all = [...document.querySelectorAll('main *')].filter((element) => element.checkVisibility());
          const outside = all
            .filter((element) => !element.closest('.table-scroll, .visually-hidden, textarea'))
            .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
            .map((element) => `${element.localName}.${element.className}`);
          const small = all
            .filter((element) => element.matches('button, select, summary, textarea, .file-button, .check'))
            .filter((element) => element.getBoundingClientRect().height < 44)
            .map((element) => element.name || element.textContent);
          return { sideways: scrollWidth - clientWidth, outside, small };
        });
        assert.deepEqual(found, { sideways: 0, outside: [], small: [] }, what);
      };
      await check('empty');
      await sites.press('first_example');
      await sites.result();
      await check('one table');
      await sites.press('second_time');
      await sites.press('second_example');
      await sites.page.locator('[name="positions"]').check();
      await sites.page.locator('.followed').waitFor();
      await check('two tables');
    });
  }
}

test('nothing is requested, kept or forbidden', async (t) => {
  const sites = await room(t);
  const { page } = sites;
  const requests = [];
  const complaints = [];
  await page.locator('html[data-clinic="ready"]').waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  page.on('request', (request) => /\/icon-\w+\.svg$/.test(request.url()) || requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await sites.press('first_example');
  await sites.press('second_time');
  await sites.press('second_example');
  await page.locator('.followed').waitFor();
  await sites.saved('save_json');
  await sites.app.set('language', 'ja');
  await sites.result();
  // A saved file is a blob of the page itself.
  assert.deepEqual(requests.filter((url) => !url.startsWith('blob:')), []);
  assert.deepEqual(complaints, []);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
});

test('on paper: the results, not the table with its positions', async (t) => {
  const sites = await room(t);
  await sites.press('first_example');
  await sites.result();
  await sites.page.emulateMedia({ media: 'print' });
  assert.ok(!(await sites.field('first').isVisible()));
  for (const part of ['#sites-answer', '#sites-notes', '#rank-abundance', '#indices']) {
    assert.ok(await sites.page.locator(part).isVisible(), part);
  }
});
