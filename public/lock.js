// The lock: once everything has come, the page may neither load nor send anything. Policies only add up, so no
// script can take this one away again; see docs/offline-and-lock.md for what it cannot block.

const LOCK = [
  "default-src 'none'",
  "script-src 'wasm-unsafe-eval'",
  'img-src data: blob:',
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** From here on the page is locked; `told` is told. */
export function lockPage(told) {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = LOCK;
  document.head.append(policy);
  // For the log that the check shows.
  performance.mark('locked');
  told.lock = 'locked';
}
