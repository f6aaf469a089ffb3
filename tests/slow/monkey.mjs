// Runs in the page: takes random steps among what a reader could do there.

/* global document, location, navigation */

/** Puts `monkeySteps` into the page. `files` are traces in base64. */
export function monkey({ seed, files }) {
  let state = seed >>> 0;
  // mulberry32
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const settle = () =>
    new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    });
  const all = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());

  const ROUTES = [
    '#/', '#/assess', '#/assess', '#/assess', '#/learn', '#/learn/cv', '#/learn/reading-your-result', '#/learn/glossary',
    '#/learn/questions', '#/trials', '#/trials/rin-1', '#/kit', '#/kit/leaflet/learn/atl', '#/trace', '#/sites', '#/about',
    '#/about/lock', '#/nowhere',
  ];
  const TEXTS = [
    '', '0.31', '0.61', '0.5', '0.499', '.25', '０．６１', '1', '61', '0,5', '-0.1', 'x', '50%', '400', '1000', '999.9', '1,240',
    '5000', '200', '65', 'ATL', 'もがむりずまぶ', '<b>x</b>', '\u0000', '😀'.repeat(50), '9'.repeat(400), 'chr1:100\t5\nchr2:7\t3',
    'ACGTACGTACGTACGTACGTACGTACGT',
  ];
  // What leaves the page, stops it on purpose, or is tested elsewhere by what it provokes.
  const NOT_PRESSED = '[name="check_now"], [name="start_booth"], [name="confirm_unit"], #reload, [name="use_update"]';

  const fire = (element, ...kinds) => kinds.forEach((kind) => element.dispatchEvent(new Event(kind, { bubbles: true })));

  function trace() {
    const bytes = Uint8Array.from(atob(pick(files)), (sign) => sign.charCodeAt(0));
    if (random() < 0.3) bytes[Math.floor(random() * bytes.length)] ^= 0xff;
    return new File([random() < 0.2 ? bytes.slice(0, random() * bytes.length) : bytes], `monkey-${random()}.ab1`);
  }

  const STEPS = {
    type() {
      const field = pick(all('input:not([type]), input[type="text"], input[type="search"], input[type="range"], textarea'));
      if (!field) return;
      field.value = pick(TEXTS);
      fire(field, 'input');
      if (random() < 0.7) fire(field, 'change', 'blur');
    },
    press() {
      // The header's many links would soon end each visit.
      const where = random() < 0.9 ? 'main ' : '';
      const pressed = ['button', 'summary', 'a[href^="#/"]'].map((kind) => where + kind).join();
      pick(all(pressed).filter((element) => !element.matches(NOT_PRESSED)))?.click();
    },
    choose() {
      const control = pick(all('input[type="radio"], input[type="checkbox"], select').filter((one) => one.name !== 'clear_after'));
      if (!control) return;
      if (control.localName === 'select') {
        control.selectedIndex = Math.floor(random() * control.options.length);
        fire(control, 'input', 'change');
      } else control.click();
    },
    go() {
      location.hash = pick(ROUTES);
    },
    confirm() {
      // Most who want the next screen pass the question before it.
      if (random() < 0.5) pick(all('button[name="reader"]'))?.click();
    },
    async back() {
      // Not out of the app, where a second step back before the first is done would lead.
      if (random() < 0.5) {
        if (navigation.canGoBack) await navigation.back().committed;
      } else if (navigation.canGoForward) await navigation.forward().committed;
    },
    language() {
      pick(all('[name="language"]'))?.click();
    },
    drop() {
      const carried = new DataTransfer();
      const count = 1 + Math.floor(random() * 3);
      for (let file = 0; file < count; file += 1) {
        carried.items.add(random() < 0.7 ? trace() : new File([pick(TEXTS)], 'monkey.csv'));
      }
      const onto = pick(all('main h1, main section, main'));
      const event = { dataTransfer: carried, bubbles: true, cancelable: true };
      onto?.dispatchEvent(new DragEvent('dragover', event));
      onto?.dispatchEvent(new DragEvent('drop', event));
    },
  };
  const OFTEN = [
    ...Array(6).fill('type'), ...Array(6).fill('choose'), ...Array(3).fill('confirm'), 'press', 'press', 'go', 'language', 'drop', 'back',
  ];

  /** The entry on screen with its answers, if there is a form. */
  function entryOnScreen() {
    if (!document.querySelector('output[name="cv_sil2r"]')) return null;
    const chosen = (name) => {
      const control = document.querySelector(`select[name="${name}"]`) ?? document.querySelector(`[name="${name}"]:checked`);
      return control?.value || null;
    };
    const output = (name) => {
      const { status, possible, group, nearby } = document.querySelector(`output[name="${name}"]`).dataset;
      return { status, possible, group, nearby };
    };
    return {
      entry: {
        condition: chosen('condition'),
        cv: document.querySelector('[name="cv"]').value,
        method: chosen('cv_method'),
        sil2r: document.querySelector('[name="sil2r"]').value,
        unit: chosen('sil2r_unit'),
        kit: chosen('kit'),
      },
      outputs: { cv_sil2r: output('cv_sil2r'), cv_class: output('cv_class') },
    };
  }

  globalThis.monkeySteps = async (count) => {
    const seen = {};
    const entries = [];
    for (let step = 0; step < count; step += 1) {
      const kind = pick(OFTEN);
      seen[kind] = (seen[kind] ?? 0) + 1;
      await STEPS[kind]();
      await settle();
      if (step % 10 === 0) {
        // What a step starts may need a frame.
        await new Promise((frame) => setTimeout(frame));
        const found = entryOnScreen();
        if (found) entries.push(found);
      }
    }
    return { seen, entries };
  };
}
