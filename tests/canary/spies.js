// Runs in the page before anything else: writes down every call by which something could leave or be kept, whether
// it is let through or blocked, and goes on as if nothing had been. `canarySpies.take()` gives what came since.
(() => {
  const records = [];
  const reading = new Set();

  function asText(value) {
    if (typeof value === 'string') return value;
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return new TextDecoder('latin1').decode(bytes);
    }
    if (value instanceof Request) return `${value.url} ${[...value.headers].flat().join(' ')}`;
    if (value instanceof FormData || value instanceof URLSearchParams) return [...value].flat().map(asText).join(' ');
    if (value instanceof File) return value.name;
    if (value instanceof Element) return value.outerHTML.slice(0, 1000);
    try {
      return value instanceof Object && !(value instanceof URL) ? JSON.stringify(value) ?? String(value) : String(value);
    } catch {
      return String(value);
    }
  }

  function note(where, values, more = {}) {
    const record = { where, text: [...values].map(asText).join(' '), ...more };
    records.push(record);
    for (const value of values) {
      if (!(value instanceof Blob) && !(value instanceof Request && value.body)) continue;
      const read = (value instanceof Blob ? value.text() : value.clone().text()).then((text) => {
        record.text += ` ${text}`;
        reading.delete(read);
      });
      reading.add(read);
    }
  }

  function spyCall(owner, name, where) {
    const original = owner?.[name];
    if (typeof original !== 'function') return;
    owner[name] = function (...values) {
      note(where, values);
      return original.apply(this, values);
    };
  }

  function spyClass(name) {
    const original = globalThis[name];
    if (typeof original !== 'function') return;
    globalThis[name] = new Proxy(original, {
      construct(target, values, asked) {
        note(name, values);
        return Reflect.construct(target, values, asked);
      },
    });
  }

  function spySetter(owner, name, where) {
    const slot = owner && Object.getOwnPropertyDescriptor(owner, name);
    if (!slot?.set) return;
    Object.defineProperty(owner, name, {
      ...slot,
      set(value) {
        note(where, [value]);
        slot.set.call(this, value);
      },
    });
  }

  const of = (name) => globalThis[name]?.prototype;

  // Requests. What is asked for by `import()` has no function: its violation, or the server, tells of it.
  spyCall(globalThis, 'fetch', 'fetch');
  for (const name of ['open', 'setRequestHeader', 'send']) spyCall(of('XMLHttpRequest'), name, `XMLHttpRequest.${name}`);
  spyCall(of('Navigator'), 'sendBeacon', 'sendBeacon');
  for (const name of ['WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection', 'SharedWorker', 'Request']) spyClass(name);
  spyCall(of('WebSocket'), 'send', 'WebSocket.send');
  for (const name of ['createOffer', 'setLocalDescription', 'addIceCandidate', 'createDataChannel']) spyCall(of('RTCPeerConnection'), name, `RTCPeerConnection.${name}`);
  spyCall(of('RTCDataChannel'), 'send', 'RTCDataChannel.send');

  // Elements that ask for an address.
  for (const [names, properties] of [
    [['HTMLImageElement', 'HTMLSourceElement'], ['src', 'srcset']],
    [['HTMLScriptElement', 'HTMLIFrameElement', 'HTMLMediaElement', 'HTMLTrackElement', 'HTMLEmbedElement', 'HTMLInputElement'], ['src']],
    [['HTMLLinkElement', 'HTMLAreaElement', 'HTMLBaseElement'], ['href', 'imageSrcset']],
    [['HTMLAnchorElement'], ['href', 'ping', 'download']],
    [['HTMLFormElement'], ['action']],
    [['HTMLObjectElement'], ['data']],
    [['HTMLVideoElement'], ['poster']],
  ]) {
    for (const name of names) for (const property of properties) spySetter(of(name), property, `${name}.${property}`);
  }
  const ADDRESSES = /^(?:src|srcset|href|xlink:href|ping|action|formaction|data|poster|imagesrcset|background|download|style|http-equiv|content)$/i;
  for (const name of ['setAttribute', 'setAttributeNS']) {
    const original = Element.prototype[name];
    Element.prototype[name] = function (...values) {
      if (ADDRESSES.test(values.at(-2))) note(`attribute ${values.at(-2)}`, [values.at(-1)]);
      return original.apply(this, values);
    };
  }
  for (const name of ['submit', 'requestSubmit']) {
    const original = HTMLFormElement.prototype[name];
    HTMLFormElement.prototype[name] = function (...values) {
      note(`form.${name}`, [this.action, new FormData(this)]);
      return original.apply(this, values);
    };
  }
  addEventListener('submit', ({ target }) => note('form', [target.action, new FormData(target)]), true);
  new MutationObserver((changes) => {
    for (const { target, attributeName, addedNodes } of changes) {
      if (attributeName && ADDRESSES.test(attributeName)) note(`attribute ${attributeName}`, [target.getAttribute(attributeName) ?? '']);
      for (const added of addedNodes) {
        for (const element of added.querySelectorAll ? [added, ...added.querySelectorAll('*')] : []) {
          for (const { name, value } of element.attributes) if (ADDRESSES.test(name)) note(`attribute ${name}`, [value]);
        }
      }
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });

  // Ways to another page, and what goes with them.
  spyCall(globalThis, 'open', 'window.open');
  spyCall(globalThis, 'postMessage', 'window.postMessage');
  globalThis.navigation?.addEventListener('navigate', (event) => note('navigation', [event.destination.url]));
  for (const name of ['pushState', 'replaceState']) spyCall(of('History'), name, `history.${name}`);
  for (const name of ['hashchange', 'popstate', 'pagehide']) addEventListener(name, () => note(name, [location.href]));

  // Storage of every kind.
  spyCall(of('Storage'), 'setItem', 'storage');
  spySetter(of('Document'), 'cookie', 'cookie');
  spyCall(of('CookieStore'), 'set', 'cookieStore');
  for (const name of ['add', 'put']) spyCall(of('IDBObjectStore'), name, 'IndexedDB');
  spyCall(of('IDBFactory'), 'open', 'IndexedDB.open');
  for (const name of ['add', 'addAll', 'put']) spyCall(of('Cache'), name, 'Cache');
  spyCall(of('CacheStorage'), 'open', 'caches.open');
  for (const name of ['getFileHandle', 'getDirectoryHandle']) spyCall(of('FileSystemDirectoryHandle'), name, 'file system');
  spyCall(of('FileSystemWritableFileStream'), 'write', 'file system');

  // What other pages, programs and people may see.
  spySetter(of('Document'), 'title', 'title');
  for (const name of ['write', 'writeText']) spyCall(of('Clipboard'), name, 'clipboard');
  spyCall(of('DataTransfer'), 'setData', 'clipboard');
  spyCall(of('Navigator'), 'share', 'share');
  spyClass('Notification');
  spyClass('SpeechSynthesisUtterance');
  for (const name of ['mark', 'measure']) spyCall(of('Performance'), name, 'performance');
  const execCommand = Document.prototype.execCommand;
  Document.prototype.execCommand = function (...values) {
    const { activeElement } = document;
    note('execCommand', [values[0], String(getSelection()), activeElement?.value ?? '']);
    return execCommand.apply(this, values);
  };
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group', 'groupCollapsed', 'assert', 'count', 'time', 'timeStamp']) {
    spyCall(console, name, 'console');
  }

  // Workers and other windows.
  spyCall(of('ServiceWorker'), 'postMessage', 'service worker');
  spyCall(of('ServiceWorkerContainer'), 'register', 'service worker');
  spyCall(of('BroadcastChannel'), 'postMessage', 'broadcast');
  spyClass('BroadcastChannel');

  // Downloads: a file that the reader asked for holds results, but no name of a file unless names are shown.
  const { createObjectURL: objectUrl, revokeObjectURL: forget } = URL;
  const blobs = new Map();
  URL.createObjectURL = (thing) => {
    note('file to save', [thing], { isSaved: true, namesShown: document.querySelector('[name="names_shown"]')?.checked === true });
    const address = objectUrl.call(URL, thing);
    blobs.set(address, thing);
    return address;
  };

  // A worker made in the page runs the worker's part of the spies first, which tells what it sees over a channel.
  const Channel = globalThis.BroadcastChannel;
  const channelName = `canary-${crypto.randomUUID()}`;
  if (Channel) new Channel(channelName).onmessage = ({ data }) => note(`worker: ${data.where}`, [data.text]);
  globalThis.Worker = new Proxy(Worker, {
    construct(target, [address, ...more], asked) {
      const script = blobs.get(String(address));
      note('Worker', script ? [address, script] : [address]);
      if (!script || !Channel) return Reflect.construct(target, [address, ...more], asked);
      const watched = objectUrl.call(URL, new Blob([`(${workerSpies})(${JSON.stringify(channelName)});\n`, script]));
      const worker = Reflect.construct(target, [watched, ...more], asked);
      setTimeout(() => forget.call(URL, watched), 10_000);
      return worker;
    },
  });

  function workerSpies(name) {
    const channel = new BroadcastChannel(name);
    const tell = (where, values) => channel.postMessage({ where, text: values.map(String).join(' ') });
    for (const [owner, call] of [
      [self, 'fetch'],
      [self, 'importScripts'],
      [self.XMLHttpRequest?.prototype, 'open'],
      [self.XMLHttpRequest?.prototype, 'send'],
      [self.IDBObjectStore?.prototype, 'add'],
      [self.IDBObjectStore?.prototype, 'put'],
      [self.Cache?.prototype, 'put'],
    ]) {
      const original = owner?.[call];
      if (!original) continue;
      owner[call] = function (...values) {
        tell(call, values);
        return original.apply(this, values);
      };
    }
    for (const made of ['WebSocket', 'EventSource', 'Worker', 'WebTransport']) {
      if (!self[made]) continue;
      self[made] = new Proxy(self[made], {
        construct(target, values, asked) {
          tell(made, values);
          return Reflect.construct(target, values, asked);
        },
      });
    }
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => tell('violation', [effectiveDirective, blockedURI]));
  }
  const click = HTMLElement.prototype.click;
  HTMLElement.prototype.click = function () {
    if (this instanceof HTMLAnchorElement) note('anchor', [this.href, this.download]);
    return click.call(this);
  };
  // A dialog would wait for somebody to close it.
  globalThis.print = () => note('print', [document.title]);

  const seenBlocked = ({ effectiveDirective, blockedURI, sample }) => note('violation', [effectiveDirective, blockedURI, sample]);
  addEventListener('securitypolicyviolation', seenBlocked);
  addEventListener('error', (event) => note('error', [event.message ?? '', event.target?.src ?? event.target?.href ?? '']), true);
  addEventListener('unhandledrejection', (event) => note('error', [String(event.reason)]));

  const entriesOf = (store) => new Promise((done, failed) => {
    const found = [];
    const cursor = store.openCursor();
    cursor.onerror = () => failed(cursor.error);
    cursor.onsuccess = () => {
      if (!cursor.result) return done(found);
      found.push(asText(cursor.result.key), asText(cursor.result.value));
      cursor.result.continue();
    };
  });

  async function databases() {
    const found = [];
    for (const { name } of (await globalThis.indexedDB?.databases?.()) ?? []) {
      const database = await new Promise((done, failed) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => failed(opening.error);
      });
      found.push(name);
      for (const store of database.objectStoreNames) {
        found.push(store, ...(await entriesOf(database.transaction(store).objectStore(store))));
      }
      database.close();
    }
    return found;
  }

  async function cached() {
    const found = [];
    for (const name of (await globalThis.caches?.keys()) ?? []) {
      const cache = await caches.open(name);
      found.push(name);
      for (const request of await cache.keys()) {
        found.push(asText(request));
        const answer = await cache.match(request);
        // The app's own files, as the server sent them, are searched too: they are small beside the rest.
        found.push(await answer.text());
      }
    }
    return found;
  }

  async function ownFiles(folder) {
    const found = [];
    for await (const [name, handle] of folder.entries()) {
      found.push(name);
      if (handle.kind === 'directory') found.push(...(await ownFiles(handle)));
      else found.push(await (await handle.getFile()).text());
    }
    return found;
  }

  /** What the page shows of itself to others at this moment. */
  const shown = () => ({
    address: location.href,
    referrer: document.referrer,
    title: document.title,
    'window.name': globalThis.name,
    'history.state': asText(history.state ?? ''),
    cookie: document.cookie,
    localStorage: asText({ ...localStorage }),
    sessionStorage: asText({ ...sessionStorage }),
    'resource timing': performance.getEntries().map(({ name }) => name).join(' '),
    'session history': globalThis.navigation?.entries().map(({ url }) => url).join(' ') ?? '',
  });

  /** What is kept and has to be opened to be read. */
  async function kept() {
    const read = async (where, act) => [where, (await act()).join(' ')];
    return Object.fromEntries([
      await read('IndexedDB', databases),
      await read('Cache storage', cached),
      await read('file system', async () => {
        const root = await navigator.storage?.getDirectory?.();
        return root ? ownFiles(root) : [];
      }),
    ]);
  }

  globalThis.canarySpies = {
    async take() {
      await Promise.all(reading);
      return records.splice(0);
    },
    shown: () => Object.entries(shown()).map(([where, text]) => ({ where, text })),
    kept: async () => Object.entries(await kept()).map(([where, text]) => ({ where, text })),
  };
})();
