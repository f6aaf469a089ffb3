// The portal as a reader meets it: topics, trials, the kit. See docs/contract.md.

export const TOPICS = [
  'htlv-1',
  'atl',
  'smoldering-atl',
  'ham',
  'reading-your-result',
  'none-seen',
  'cv',
  'sil-2r-and-proviral-load',
  'reading-a-curve',
  'what-a-trial-is',
  'mogamulizumab-in-ham',
  'nmo-and-rin-1',
  'natural-history',
  'patients-as-partners',
  'questions',
  'help',
];

export const TRIALS = [
  'mogamulizumab-ham-phase1-2a',
  'mogamulizumab-ham-phase3',
  'hamlet-p',
  'rin-1',
  'jcog1111c',
  'nct06698003',
  'valemetostat-atl-phase2',
  'tucidinostat-atl-phase2b',
];

export const FORMS = ['ja', 'ja-easy', 'en'];
export const DEPTHS = ['one-minute', 'five-minutes', 'clinicians'];

/** Every screen of the portal. */
export const SCREENS = [
  '#/learn',
  ...TOPICS.map((topic) => `#/learn/${topic}`),
  '#/learn/glossary',
  '#/trials',
  ...TRIALS.map((trial) => `#/trials/${trial}`),
  '#/trials/template',
  '#/kit',
  '#/about',
  '#/about/lock',
];

/** Opens the app in a language form and waits until all of it is there. */
export async function openPortal(app, route = '#/learn', form = 'en') {
  await app.open(route);
  if ((await app.value('language')) !== form) await app.set('language', form);
  await heading(app).waitFor();
}

/** The heading of the screen. */
export function heading(app) {
  return app.page.locator('#portal h1');
}

/** Goes to a screen and waits until it stands. */
export async function visit(app, route) {
  await app.go(route);
  await heading(app).waitFor();
}

/** The depths that the present screen offers; `null` stands for one without. */
export async function depths(app) {
  return (await app.control('depth').count()) > 0 ? DEPTHS : [null];
}

/** Chooses a depth, where there is one to choose. */
export async function choose(app, depth) {
  if (depth) await app.set('depth', depth);
}

/** Opens what opens: details, the first term, the first number. */
export function openAll(page) {
  return page.evaluate(() => {
    for (const part of document.querySelectorAll('#portal details')) part.open = true;
    for (const kind of ['.term', '.fact']) document.querySelector(`.text-body ${kind}`)?.click();
  });
}
