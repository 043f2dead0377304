// npm run bench:policies: what each policy saves of the epochs of a sweep, and what it loses of its best metric, against
// running everything. Each sweep is run in many orders of its trials, because what a policy knows depends on who came
// first. The orders are the same in every run.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  BanditPolicy,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
} from '@hyperdrive-run/core';
import { simulateSweep } from './simulate-sweep.mjs';

const { values: options } = parseArgs({
  options: { orders: { type: 'string', default: '50' }, concurrency: { type: 'string', default: '4' } },
});

const policies = [
  ['bandit, factor 0.05, from 5', new BanditPolicy({ slackFactor: 0.05, delayEvaluation: 5 })],
  ['bandit, factor 0.1, from 5', new BanditPolicy({ slackFactor: 0.1, delayEvaluation: 5 })],
  ['bandit, factor 0.2, from 5', new BanditPolicy({ slackFactor: 0.2, delayEvaluation: 5 })],
  ['bandit, factor 0.2, from 10', new BanditPolicy({ slackFactor: 0.2, delayEvaluation: 10 })],
  ['bandit, factor 0.5, from 5', new BanditPolicy({ slackFactor: 0.5, delayEvaluation: 5 })],
  ['bandit, factor 1, from 5', new BanditPolicy({ slackFactor: 1, delayEvaluation: 5 })],
  ['bandit, amount 0.05, from 5', new BanditPolicy({ slackAmount: 0.05, delayEvaluation: 5 })],
  ['median, from 5', new MedianStoppingPolicy({ delayEvaluation: 5 })],
  ['median, from 10', new MedianStoppingPolicy({ delayEvaluation: 10 })],
  ['median, from 20', new MedianStoppingPolicy({ delayEvaluation: 20 })],
  ['truncation, 10 %, every 5', new TruncationSelectionPolicy({ truncationPercentage: 10, evaluationInterval: 5 })],
  ['truncation, 20 %, every 5', new TruncationSelectionPolicy({ truncationPercentage: 20, evaluationInterval: 5 })],
  ['truncation, 40 %, every 5', new TruncationSelectionPolicy({ truncationPercentage: 40, evaluationInterval: 5 })],
  ['truncation, 20 %, every 10', new TruncationSelectionPolicy({ truncationPercentage: 20, evaluationInterval: 10 })],
];

const sets = [
  'iris-validation_accuracy',
  'iris-validation_log_loss',
  'digits-validation_accuracy',
  'digits-validation_log_loss',
];

for (const name of sets) {
  const { example, metric, goal, curves } = JSON.parse(
    readFileSync(new URL(`curves/${name}.json`, import.meta.url), 'utf8'),
  );
  const orders = shuffledOrders(curves, Number(options.orders));
  const run = (order, policy) => simulateSweep(order, goal, policy, Number(options.concurrency));
  const whole = run(curves, new NoTerminationPolicy());
  console.log(
    `\n${example}, ${metric} (${goal}): ${curves.length} trials, ${whole.epochs} epochs, best ${whole.best}\n`,
  );
  console.log('| policy | epochs saved | best found | loss, mean | loss, worst |');
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const [label, policy] of policies) {
    const runs = orders.map((order) => run(order, policy));
    const losses = runs.map(({ best }) => Math.abs(best - whole.best));
    const saved = mean(runs.map(({ epochs }) => 1 - epochs / whole.epochs));
    const found = mean(losses.map((loss) => (loss === 0 ? 1 : 0)));
    console.log(
      `| ${label} | ${percent(saved)} | ${percent(found)} | ${digits(mean(losses))} | ${digits(Math.max(...losses))} |`,
    );
  }
}
console.log(`\nMeans over ${options.orders} orders of the trials, ${options.concurrency} at a time.`);

/** Always the same orders, by a small linear congruential generator. */
function shuffledOrders(items, count) {
  let state = 2026;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, () => {
    const order = [...items];
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(next() * (at + 1));
      [order[at], order[other]] = [order[other], order[at]];
    }
    return order;
  });
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function percent(share) {
  return `${Math.round(share * 100)} %`;
}

function digits(number) {
  return number === 0 ? '0' : number.toPrecision(2);
}
