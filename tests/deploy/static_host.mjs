// What Netlify and Cloudflare Pages make of a _headers file, as their documentation says.
//
// Every rule whose address matches counts; `*` stands for anything; a header that several rules set has all their values,
// joined by commas.

/** Cloudflare Pages reads no more than this. */
export const LIMITS = { rules: 100, lineLength: 2000 };

/** @returns {{ pattern: string, headers: [string, string][] }[]} */
export function rulesOf(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    if (!/^\s/.test(line)) {
      rules.push({ pattern: line.trim(), headers: [] });
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 0 || rules.length === 0) throw new Error(`neither an address nor a header: ${line}`);
    rules.at(-1).headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return rules;
}

/** The headers that the rules give to an address, on top of what such a host sends by itself. */
export function headersFor(address, rules) {
  const sent = {};
  for (const { pattern, headers } of rules.filter((rule) => matches(rule.pattern, address))) {
    for (const [name, value] of headers) {
      const key = name.toLowerCase();
      sent[key] = sent[key] === undefined ? value : `${sent[key]}, ${value}`;
    }
  }
  return { 'cache-control': 'public, max-age=0, must-revalidate', ...sent };
}

function matches(pattern, address) {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(address);
}
