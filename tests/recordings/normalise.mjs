// Makes a recording the same on every machine and at every time.

const headersOfNote = /^(content-type|user-agent|authorization|runhistoryhost|location|x-ms-.*)$/;

/**
 * @param {import('./recording-server.mjs').Exchange[]} exchanges
 * @param {{ address: string, knownText: string }} context  `knownText` holds the ids that are ours and stay
 */
export function normaliseExchanges(exchanges, { address, knownText }) {
  const text = makeTextNormaliser({ address, knownText });
  /** @type {Map<string, number>} */
  const bodies = new Map();
  return withoutRepeatsInErrors(pagesTogether(exchanges)).map(({ step, request, response }, index) => ({
    step,
    request: {
      method: request.method,
      path: text(request.path),
      ...(request.query === '' ? {} : { query: text(request.query) }),
      headers: headers(request.headers, text),
      ...(request.body === '' ? {} : { body: bodyOf(text(request.body)) }),
    },
    response: {
      status: response.status,
      ...(response.headers === undefined ? {} : { headers: headers(response.headers, text) }),
      ...(response.body === undefined
        ? {}
        : responseBody(text(typeof response.body === 'string' ? response.body : JSON.stringify(response.body)), index)),
    },
  }));

  /** Long answers are written once. @param {string} body @param {number} index */
  function responseBody(body, index) {
    const earlier = bodies.get(body);
    if (earlier !== undefined) return { sameBodyAs: earlier };
    if (body.length > 400) bodies.set(body, index);
    return { body: bodyOf(body) };
  }
}

/**
 * Steps whose names begin with `error: ` are about one odd answer: what merely repeats an earlier exchange is left out.
 * @param {import('./recording-server.mjs').Exchange[]} exchanges
 */
function withoutRepeatsInErrors(exchanges) {
  const seen = new Set();
  return exchanges.filter(({ step, request, response }) => {
    const key = JSON.stringify([request.method, request.path, request.query, request.body, response]);
    const isRepeat = seen.has(key);
    seen.add(key);
    return !(isRepeat && step.startsWith('error: '));
  });
}

/**
 * The Python client asks for the next page of a listing while its caller works on the current one: which of the two
 * arrives first is luck. In a recording the pages of a listing follow each other.
 * @param {import('./recording-server.mjs').Exchange[]} exchanges
 */
function pagesTogether(exchanges) {
  const ordered = [...exchanges];
  for (const exchange of exchanges) {
    if (!exchange.request.query.includes('continuationToken')) continue;
    ordered.splice(ordered.indexOf(exchange), 1);
    const before = ordered.findLastIndex(
      ({ step, request }, index) =>
        step === exchange.step && request.path === exchange.request.path && index < exchanges.indexOf(exchange),
    );
    ordered.splice(before + 1, 0, exchange);
  }
  return ordered;
}

/**
 * One entry a line: small, with readable diffs. Bodies stand as the libraries wrote them (7.0 stays 7.0).
 * @param {unknown[]} entries
 */
export function toText(entries) {
  return `[\n${entries.map((entry) => stringify(entry)).join(',\n')}\n]\n`;
}

/** @param {unknown} value @returns {string} */
function stringify(value) {
  if (Array.isArray(value)) return `[${value.map(stringify).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (spelling in value) return String(value[spelling]);
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}:${stringify(item)}`)
    .join(',')}}`;
}

const spelling = Symbol('JSON that keeps its spelling');

/** A value that `toText` writes exactly as `text`, which is JSON. @param {string} text */
export function asSpelled(text) {
  return { [spelling]: text };
}

/**
 * @param {{ address: string, knownText: string }} context
 * @returns {(text: string) => string}
 */
export function makeTextNormaliser({ address, knownText }) {
  /** @type {Map<string, string>} */
  const seen = new Map();
  const port = new URL(address).port;
  const year = new Date().getUTCFullYear();
  const now = new RegExp(
    String.raw`\b(?:${year}|${year + 1})-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(?=Z|[+-]\d\d:\d\d|"|\b)`,
    'g',
  );
  return (text) =>
    text
      .replaceAll(`127.0.0.1:${port}`, '127.0.0.1:PORT')
      .replaceAll(`127.0.0.1%3A${port}`, '127.0.0.1%3APORT')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (uuid) => {
        if (knownText.includes(uuid) || uuid.startsWith('00000000-')) return uuid;
        const made = seen.get(uuid) ?? `00000000-0000-4000-8000-${String(seen.size + 1).padStart(12, '0')}`;
        seen.set(uuid, made);
        return made;
      })
      .replaceAll(now, '2026-01-01T00:00:00.000000')
      .replaceAll(/--[0-9a-f]{32}\b/g, '--BOUNDARY')
      .replaceAll(/boundary=[0-9a-f]{32}\b/g, 'boundary=BOUNDARY');
}

/**
 * @param {Record<string, string>} all
 * @param {(text: string) => string} text
 */
function headers(all, text) {
  const kept = Object.entries(all).filter(([name]) => headersOfNote.test(name));
  kept.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    kept.map(([name, value]) => {
      if (name === 'authorization') return [name, 'Bearer REDACTED'];
      // The client's request ids are new each time, and of no interest.
      if (/^x-ms-(client-)?(request-id|session-id|correlation.*)$/.test(name)) return [name, name.toUpperCase()];
      if (name === 'user-agent')
        return [name, value.replaceAll(/\((Linux|Darwin|Windows|macOS)[^)]*\)/g, '(PLATFORM)')];
      return [name, text(value)];
    }),
  );
}

/**
 * JSON as JSON; what is no JSON (bare NaN tokens, multipart) as `{ $text }`.
 * @param {string} text
 */
function bodyOf(text) {
  try {
    JSON.parse(text);
    return asSpelled(text.trim().replaceAll('\n', ' '));
  } catch {
    return { $text: text };
  }
}
