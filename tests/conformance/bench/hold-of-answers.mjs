import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadChildren, loadLongRun } from './load-children.mjs';
import { sweepId } from './sweep-id.mjs';

const workspace = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';
/** How many values the run with a long history has. */
const longHistory = 60_000;

/** @typedef {{ what: string, path: string, body?: object }} Question */

/** @type {readonly Question[]} */
const questions = [
  { what: 'a page of children', path: `history/v1.0/${workspace}/experiments/bench/runs/${sweepId}/children` },
  {
    what: 'a metric of all children',
    path: `local/v1.0/${workspace}/runs/${sweepId}/children/metrics`,
    body: { name: 'loss', goal: 'minimize', scope: 'best' },
  },
  {
    what: 'a page of values',
    path: `metric/v2.0/${workspace}/runs/long/full`,
    body: { metricName: 'loss' },
  },
  {
    what: 'MLflow, all values of a run',
    path: `mlflow/v2.0/${workspace}/api/2.0/mlflow/metrics/get-history?run_id=long&metric_key=loss`,
  },
  {
    what: 'MLflow, a bulk answer',
    path: `mlflow/v2.0/${workspace}/ajax-api/2.0/mlflow/metrics/get-history-bulk?run_id=long&metric_key=loss`,
  },
];

/**
 * Prints what one answer of the local service takes: the longest processor time between two rounds of its loop, and how
 * much its process grew.
 * @param {number} children
 * @param {number} rounds
 */
export async function printHoldOfAnswers(children, rounds) {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-answers-'));
  loadChildren(folder, children, 1);
  loadLongRun(folder, longHistory);
  const service = fork(path.join(import.meta.dirname, 'serve-watched.mjs'), [folder]);
  try {
    const [{ address, token }] = await once(service, 'message');
    console.log(`\nOne answer beside ${children} children and a run with ${longHistory} values, median of ${rounds}`);
    console.log(`${''.padEnd(30)}    length  longest hold    growth`);
    for (const { what, path: place, body } of questions) {
      const seen = [];
      // The first round only warms up.
      for (let round = -1; round < rounds; round += 1) {
        await tell(service, 'begin');
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
        const response = await fetch(`${address}/${place}`, init);
        const text = await response.text();
        if (!response.ok) throw new Error(`${place}: ${response.status} ${text}`);
        const { holdMs, grownMb } = await tell(service, 'end');
        if (round >= 0) seen.push({ holdMs, grownMb, length: text.length });
      }
      const length = `${(median(seen.map((one) => one.length)) / 1e6).toFixed(1)} MB`.padStart(10);
      const hold = `${median(seen.map(({ holdMs }) => holdMs)).toFixed(0)} ms`.padStart(14);
      const growth = `${median(seen.map(({ grownMb }) => grownMb)).toFixed(0)} MB`.padStart(10);
      console.log(what.padEnd(30) + length + hold + growth);
    }
  } finally {
    service.disconnect();
    await once(service, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {import('node:child_process').ChildProcess} service
 * @param {'begin' | 'end'} message
 */
async function tell(service, message) {
  const answered = once(service, 'message');
  service.send(message);
  const [answer] = await answered;
  return answer;
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
