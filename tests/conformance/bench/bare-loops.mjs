// The floors of bench-many-runs.mjs: loops that parse with JSON.parse, check nothing and map nothing.

import { sweepId } from './sweep-id.mjs';

const provider = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';

/** How many requests were made since it was last set to 0. */
export const counted = { requests: 0 };

/** @type {typeof fetch} */
export const countedFetch = (input, init) => {
  counted.requests += 1;
  return fetch(input, init);
};

/**
 * @param {string} url
 * @param {unknown} [body]
 * @param {string} [token]
 */
async function ask(url, body, token = 'token') {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json-patch+json' };
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await countedFetch(url, init);
  return JSON.parse(await response.text());
}

/**
 * @param {string} address
 * @param {string} [token]
 * @returns {Promise<string[]>} The ids of the children.
 */
async function listChildren(address, token) {
  const home = `${address}/history/v1.0/${provider}/experiments/bench/runs/${sweepId}`;
  await ask(home, undefined, token);
  /** @type {string[]} */
  const ids = [];
  for (let next = ''; ; ) {
    const page = await ask(`${home}/children?$top=500&$orderby=StartTimeUtc%20desc${next}`, undefined, token);
    for (const { runId } of page.value) ids.push(runId);
    if (!page.continuationToken) return ids;
    next = `&$continuationToken=${encodeURIComponent(page.continuationToken)}`;
  }
}

/**
 * @param {string} address
 * @param {string} token
 */
export async function bareListing(address, token) {
  return (await listChildren(address, token)).length;
}

/**
 * @param {string} address
 * @param {number} children
 * @param {string} [name]
 */
export async function bareQueries(address, children, name) {
  const ids = await listChildren(address);
  /** @type {Map<string, number[]>} */
  const found = new Map();
  await inParallel(slicesOf(ids, 100), 8, async (some) => {
    const runs = `(${some.map((id) => `RunId eq ${id}`).join(' or ')})`;
    const filter = name === undefined ? runs : `(${runs} and (name eq ${name}))`;
    for (let continuationToken; ; ) {
      const page = await ask(`${address}/history/v1.0/${provider}/experiments/bench/metrics:query`, {
        filter,
        continuationToken,
        top: 500,
      });
      for (const entry of page.value) {
        const values = found.get(entry.runId) ?? [];
        values.push(entry.cells[0][entry.name]);
        found.set(entry.runId, values);
      }
      if (!page.continuationToken) return;
      continuationToken = page.continuationToken;
    }
  });
  if (found.size !== children) throw new Error(`The bare loop found ${found.size} of ${children} children.`);
  return [...found].map(([, values]) => Math.max(...values)).toSorted((a, b) => b - a).length;
}

/**
 * @param {string} address
 * @param {number} children
 * @param {readonly string[]} names
 */
export async function bareRuns(address, children, names) {
  const ids = await listChildren(address);
  /** @type {number[]} */
  const best = [];
  const each = ids.flatMap((id) => names.map((metricName) => ({ id, metricName })));
  await inParallel(each, 32, async ({ id, metricName }) => {
    const { value } = await ask(`${address}/metric/v2.0/${provider}/runs/${id}/full`, { metricName });
    best.push(
      Math.max(...value.map((/** @type {{ data: Record<string, number> }} */ { data }) => data[metricName] ?? 0)),
    );
  });
  if (best.length !== children * names.length) throw new Error('The bare loop lost children.');
  return best.toSorted((a, b) => b - a).length;
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {number} size
 */
function slicesOf(items, size) {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {number} limit
 * @param {(item: T) => Promise<void>} work
 */
async function inParallel(items, limit, work) {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
