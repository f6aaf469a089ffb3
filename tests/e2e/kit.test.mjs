// The kit for associations: leaflets of one sheet with a code, and a screen for a booth that forgets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FORMS, TOPICS, TRIALS, heading, openPortal, visit } from './pages/learn.mjs';
import { session } from './pages/session.mjs';

const browser = session();
const CANARY = 'canary-7391';
const IDLE = 10;

/** How many sheets a PDF has. */
function sheets(pdf) {
  return (pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length;
}

for (const form of FORMS) {
  test(`each topic and each trial is a leaflet of at most two pages of A4, in ${form}`, async (t) => {
    const app = await browser.app(t);
    const { page } = app;
    await openPortal(app, '#/kit', form);
    await app.set('public_address', 'https://example.org/shirube/');
    const long = {};
    for (const [room, ids] of [['learn', TOPICS], ['trials', TRIALS]]) {
      for (const id of ids) {
        await visit(app, `#/kit/leaflet/${room}/${id}`);
        await page.emulateMedia({ media: 'print' });
        const foot = await page.locator('.leaflet-foot').innerText();
        assert.match(foot, /20\d\d-\d\d-\d\d/, 'the date');
        assert.match(foot, /\d+\.\d+\.\d+/, 'the version');
        assert.ok(foot.includes(`https://example.org/shirube/#/${room}/${id}`), foot);
        assert.ok(await page.locator('.leaflet-code svg').isVisible());
        assert.equal(await page.locator('#portal :is(button:not(.term, .fact), input):visible').count(), 0);
        const count = sheets(await page.pdf({ format: 'A4' }));
        if (count > 2) long[`${room}/${id}`] = count;
        await page.emulateMedia({ media: 'screen' });
      }
    }
    assert.deepEqual(long, {});
  });
}

test('the code holds the address, and an address that is none is refused', async (t) => {
  const app = await browser.app(t);
  await openPortal(app, '#/kit/leaflet/learn/atl', 'en');
  const code = app.page.locator('.leaflet-code [role="img"]');
  assert.equal(await code.count(), 0, 'this copy has no address yet');
  await app.set('public_address', 'http://example.org');
  assert.match(await app.error('public_address'), /must start with https:\/\//);
  assert.equal(await code.count(), 0);
  await app.set('public_address', 'https://example.org/');
  assert.equal(await code.getAttribute('aria-label'), 'QR code: https://example.org/#/learn/atl');
});

test('the seconds of the booth must be a whole number in range, and there must be a page', async (t) => {
  const app = await browser.app(t);
  await openPortal(app, '#/kit', 'en');
  for (const typed of ['', 'abc', '9', '3601', '12.5', '-30']) {
    await app.set('idle_seconds', typed);
    assert.match(await app.error('idle_seconds'), /whole number from 10 to 3,?600/, typed);
    await app.press('start_booth');
    assert.equal(await app.page.evaluate(() => location.hash), '#/kit', 'it does not start');
  }
  await app.set('idle_seconds', '９０');
  assert.equal(await app.page.locator('#idle_seconds-error').count(), 0, 'full-width digits are digits');
  const chosen = app.page.locator('input[name="booth_page"]:checked');
  while ((await chosen.count()) > 0) await chosen.first().uncheck();
  await app.press('start_booth');
  assert.equal(await app.page.evaluate(() => location.hash), '#/kit');
});

async function openBooth(t, idle = '90') {
  const app = await browser.app(t, { hasTouch: true });
  await app.open('#/kit');
  await app.set('idle_seconds', idle);
  await app.press('start_booth');
  await app.page.locator('.booth-start').waitFor();
  return app;
}

test('after a while without a touch all that was typed is gone, and the start is back', async (t) => {
  const app = await browser.app(t);
  const { page } = app;
  await app.open('#/assess');
  await app.confirm();
  await app.set('cv', '0.7391');
  await app.go('#/kit');
  await heading(app).waitFor();
  await app.set('idle_seconds', String(IDLE));
  await app.press('start_booth');
  await page.locator('.booth-start').waitFor();
  await app.go('#/learn/glossary');
  await heading(app).waitFor();
  await app.set('term_search', CANARY);
  await app.go('#/trials');
  await heading(app).waitFor();
  await app.set('trial_search', CANARY);
  await app.go('#/learn/questions');
  await page.locator('input[name="question"]').first().check();
  await app.set('language', 'ja');
  await app.press('reading_aids');
  await app.set('text_size', 'largest');
  await page.locator('.booth-start').waitFor({ timeout: (IDLE + 5) * 1000 });
  assert.equal(await page.locator('html').getAttribute('data-text_size'), 'normal');
  assert.equal(await app.value('language'), 'en', 'the language is as at first');
  await app.go('#/learn/glossary');
  await heading(app).waitFor();
  assert.equal(await app.value('term_search'), '');
  await app.go('#/trials');
  await heading(app).waitFor();
  assert.equal(await app.value('trial_search'), '');
  const held = () =>
    page.evaluate(() => [document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map(({ value }) => value)].join());
  assert.ok(!(await held()).includes(CANARY));
  await app.go('#/learn/questions');
  assert.equal(await page.locator('.chosen-questions').count(), 0);
  await app.press('end_booth');
  await app.press('end_booth');
  await app.go('#/assess');
  await app.confirm();
  assert.equal(await app.value('cv'), '', 'Assess has forgotten too');
});

test('the way back stays inside, and no link leads out', async (t) => {
  const app = await openBooth(t);
  const { page } = app;
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  page.context().on('page', (other) => requests.push(other.url()));
  for (let step = 0; step < 4; step += 1) {
    await page.goBack().catch(() => {});
    await page.locator('.booth-start').waitFor();
  }
  await page.locator('.topics a').first().click();
  await heading(app).waitFor();
  assert.match(await page.evaluate(() => location.hash), /^#\/learn\//);
  // Links leave no trail, so there is nothing behind the page but the guard, which turns back to it.
  await page.goBack().catch(() => {});
  await page.waitForTimeout(300);
  assert.match(await page.evaluate(() => location.hash), /^#\/learn\//);
  await app.go('#/learn/help');
  await heading(app).waitFor();
  await app.set('depth', 'five-minutes');
  await page.locator('.links a').first().click();
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => location.hash), '#/learn/help');
  assert.deepEqual(requests, []);
  assert.ok(!(await page.locator('.site-nav').isVisible()));
});

test('the staff ends it with two presses', async (t) => {
  const app = await openBooth(t);
  const { page } = app;
  assert.equal(await page.locator('html').getAttribute('data-booth'), 'on');
  await app.press('end_booth');
  assert.equal(await page.locator('html').getAttribute('data-booth'), 'on');
  await app.press('end_booth');
  await page.locator('button[name="start_booth"]').waitFor();
  assert.equal(await page.locator('html').getAttribute('data-booth'), 'off');
  assert.ok(await page.locator('.site-nav').isVisible());
});

for (const reducedMotion of ['reduce', 'no-preference']) {
  test(`the pictures of the start ${reducedMotion === 'reduce' ? 'stand still' : 'follow each other'}`, async (t) => {
    const app = await browser.app(t, { reducedMotion });
    await openPortal(app, '#/kit', 'ja');
    await app.press('start_booth');
    const picture = app.page.locator('.booth-picture');
    await picture.waitFor();
    const first = await picture.innerText();
    await app.page.waitForTimeout(8_500);
    assert.equal((await picture.innerText()) === first, reducedMotion === 'reduce');
  });
}

test('the booth works without a network', async (t) => {
  const app = await openBooth(t);
  await app.page.context().setOffline(true);
  for (const link of await app.page.locator('.topics a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))) {
    await app.go(link);
    await app.page.locator('.text-body').waitFor();
  }
});
