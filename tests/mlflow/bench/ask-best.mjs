// What bench-mlflow.mjs and compare-clients.mjs ask a server for, in two ways: the best value of every child of a sweep.

import { connect, HyperDriveRun } from '@hyperdrive-run/sdk';

/** The metric that the children logged. */
export const metric = 'accuracy';

/** What an answer to one request contains at most: of bulk histories, cut without a word; of single ones, a page. */
const mostPoints = 25_000;

/**
 * @typedef {object} BenchSweep
 * @property {string} url The tracking URI of its server.
 * @property {string} experiment
 * @property {string} experimentId
 * @property {string} parentId
 */

/** @typedef {{ milliseconds: number, best: ReadonlyMap<string, number> }} BestValues */

/**
 * @param {BenchSweep} sweep
 * @returns {Promise<BestValues>}
 */
export async function askOurs({ url, experiment, parentId }) {
  const workspace = connect(`mlflow+${url}`, { experiment });
  const begun = performance.now();
  const sweep = await HyperDriveRun.load(workspace.experiment(), parentId);
  const sorted = await sweep.getChildrenSortedByPrimaryMetric();
  const milliseconds = performance.now() - begun;
  return { milliseconds, best: new Map(sorted.map((child) => [child.runId, child.bestPrimaryMetric ?? Number.NaN])) };
}

/**
 * The fewest requests as cheaply as Node sends them: pages of children, then the histories of as many as fit into an answer.
 * @param {BenchSweep} sweep
 * @param {number} points How many values each child logged.
 * @returns {Promise<BestValues>}
 */
export async function askBare({ url, experimentId, parentId }, points) {
  const begun = performance.now();
  const filter = `tags.\`mlflow.parentRunId\` = '${parentId}'`;
  /** @type {string[]} */
  const ids = [];
  /** @type {string | undefined} */
  let token;
  do {
    const body = { experiment_ids: [experimentId], filter, max_results: 1000, page_token: token };
    const headers = { 'content-type': 'application/json' };
    const page = await askServer(`${url}/api/2.0/mlflow/runs/search`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    ids.push(...(page.runs ?? []).map((run) => run.info.run_id));
    token = page.next_page_token;
  } while (token !== undefined && token !== '');
  /** @type {Map<string, number>} */
  const best = new Map();
  const fitting = Math.max(1, Math.min(100, Math.floor((mostPoints - 1) / points)));
  const count = Math.ceil(ids.length / fitting);
  const blocks = Array.from({ length: count }, (_, at) => ids.slice(at * fitting, (at + 1) * fitting));
  const histories = async () => {
    for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) {
      const query = new URLSearchParams({ metric_key: metric, max_results: String(mostPoints) });
      for (const id of block) query.append('run_id', id);
      const call =
        points < mostPoints ? 'ajax-api/2.0/mlflow/metrics/get-history-bulk' : 'api/2.0/mlflow/metrics/get-history';
      let next = '';
      do {
        const page = await askServer(`${url}/${call}?${query.toString()}${next}`, {});
        for (const { run_id: id = block[0] ?? '', value } of page.metrics ?? []) {
          best.set(id, Math.max(best.get(id) ?? -Infinity, value));
        }
        next = page.next_page_token ? `&page_token=${encodeURIComponent(page.next_page_token)}` : '';
      } while (next !== '');
    }
  };
  await Promise.all(Array.from({ length: 8 }, histories));
  return { milliseconds: performance.now() - begun, best };
}

/**
 * @typedef {object} Answer
 * @property {{ info: { run_id: string } }[]} [runs]
 * @property {string} [next_page_token]
 * @property {{ run_id?: string, value: number }[]} [metrics]
 */

/**
 * @param {string} url
 * @param {RequestInit} init
 */
async function askServer(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${new URL(url).pathname} was refused with ${response.status}.`);
  /** @type {Answer} */
  const answer = JSON.parse(await response.text());
  return answer;
}
