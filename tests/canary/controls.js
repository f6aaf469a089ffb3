// Runs in the page: finds the next control that was not used yet on this screen, and uses those that need no person.
(() => {
  let used = new Set();

  const TEXTS = 'input:not([type]), input[type="text"], input[type="search"], input[type="number"], textarea';
  // These empty or replace what was entered, leave the screen, or show names of files: they come when everything else was used.
  const EMPTIES = /^(?:clear|end_|remove|cancel_|example|start_booth|names_shown)|_(?:clear|undo|example|copy)$/;
  const KINDS = [
    ['text', TEXTS],
    ['opens', 'summary, button[aria-expanded="false"]:not([name="reading_aids"])'],
    ['file', 'input[type="file"]'],
    ['option', 'select'],
    ['choice', 'input[type="radio"], input[type="checkbox"]'],
    ['range', 'input[type="range"]'],
    ['press', 'button'],
  ];

  const isThere = (element) => !element.disabled && (element.type === 'file' || element.type === 'radio' || element.type === 'checkbox' || element.checkVisibility());

  /** One name for the same control before and after its view was made anew. */
  function nameOf(element) {
    const named = element.name || element.id || element.closest('[id]')?.id || '';
    const value = ['radio', 'checkbox'].includes(element.type) || element.localName === 'button' ? element.value : '';
    const words = ['BUTTON', 'SUMMARY'].includes(element.tagName) ? element.textContent.trim() : '';
    return [element.localName, element.type ?? '', named, value, words].join('|');
  }

  function selectorOf(element) {
    const steps = [];
    for (let at = element; at !== document.documentElement; at = at.parentElement) {
      steps.unshift(`:nth-child(${[...at.parentElement.children].indexOf(at) + 1})`);
    }
    return `html > ${steps.join(' > ')}`;
  }

  /** The controls of the screen in the order in which they are used. */
  function candidates() {
    const found = [];
    // What is saved while names are shown is another file: then everything is used once more.
    const names = document.querySelector('[name="names_shown"]')?.checked ? '|names' : '';
    for (const [kind, selector] of KINDS) {
      for (const element of document.querySelectorAll(`#app :is(${selector})`)) {
        // Languages are gone through by the test; loading the page again would end it.
        // What clears every room is pressed at the end of the walk: it goes back to the start.
        if (['language', 'reload', 'clear_everything'].includes(element.name || element.id) || !isThere(element)) continue;
        if (kind === 'option') {
          for (const { value } of element.options) found.push({ kind, isLast: false, element, value, key: `${nameOf(element)}|${value}` });
        } else {
          found.push({ kind, isLast: EMPTIES.test(element.name), element, key: nameOf(element) + names });
        }
      }
    }
    return [...found.filter(({ isLast }) => !isLast), ...found.filter(({ isLast }) => isLast)];
  }

  const told = (element, ...names) => names.forEach((name) => element.dispatchEvent(name === 'input' ? new InputEvent(name, { bubbles: true }) : new Event(name, { bubbles: true })));

  // Views change in tasks queued by the event; a message comes after them.
  const settled = () =>
    new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done();
      channel.port2.postMessage(0);
    });

  /** Uses controls for a moment, or until one needs real keys, a real press or a file; `null` when all were used. */
  async function next(realPresses) {
    const end = performance.now() + 2_000;
    for (;;) {
      if (performance.now() > end) return { kind: 'more' };
      const found = candidates().find(({ key }) => !used.has(key));
      if (!found) return null;
      const { kind, element, key, value } = found;
      used.add(key);
      if (kind === 'option') {
        element.value = value;
        told(element, 'input', 'change');
      } else if (kind === 'choice' || kind === 'opens') {
        element.click();
      } else if (kind === 'range') {
        for (const end of [element.max, element.min]) {
          element.value = end;
          told(element, 'input', 'change');
        }
      } else if (kind === 'text' || kind === 'file' || realPresses.includes(element.name)) {
        return { kind, name: element.name || element.id, selector: selectorOf(element), key };
      } else {
        element.click();
      }
      await settled();
    }
  }

  globalThis.canaryControls = {
    next,
    again: () => (used = new Set()),
    count: () => used.size,
    links: () => [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')),
    /** Drops a file on whatever takes one. */
    async drop(name, text) {
      const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
      for (const zone of document.querySelectorAll('#app main input[type="file"]')) {
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], name));
        for (const event of ['dragenter', 'dragover', 'drop']) {
          zone.dispatchEvent(new DragEvent(event, { bubbles: true, cancelable: true, dataTransfer: transfer }));
        }
        await settled();
      }
    },
  };
})();
