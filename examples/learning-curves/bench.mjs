// npm run bench:policies: what each policy saves of the epochs of a sweep, and what it loses of its best metric, against
// running everything. A sweep is a random choice of the recorded trials in a random order: what a policy knows depends on
// who is there, and who came first. The choices are the same in every run.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  BanditPolicy,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
} from '@hyperdrive-run/core/config';
import { simulateSweep } from './simulate-sweep.mjs';

const { values: options } = parseArgs({
  options: {
    sweeps: { type: 'string', default: '200' },
    trials: { type: 'string', default: '20' },
    concurrency: { type: 'string', default: '4' },
  },
});

const policies = [
  ['bandit, factor 0.1, from 1', new BanditPolicy({ slackFactor: 0.1 })],
  ['bandit, factor 0.05, from 5', new BanditPolicy({ slackFactor: 0.05, delayEvaluation: 5 })],
  ['bandit, factor 0.1, from 5', new BanditPolicy({ slackFactor: 0.1, delayEvaluation: 5 })],
  ['bandit, factor 0.2, from 5', new BanditPolicy({ slackFactor: 0.2, delayEvaluation: 5 })],
  ['bandit, factor 0.2, from 10', new BanditPolicy({ slackFactor: 0.2, delayEvaluation: 10 })],
  ['bandit, factor 0.5, from 5', new BanditPolicy({ slackFactor: 0.5, delayEvaluation: 5 })],
  ['bandit, factor 1, from 5', new BanditPolicy({ slackFactor: 1, delayEvaluation: 5 })],
  ['bandit, amount 0.05, from 5', new BanditPolicy({ slackAmount: 0.05, delayEvaluation: 5 })],
  ['median, from 1', new MedianStoppingPolicy()],
  ['median, from 5', new MedianStoppingPolicy({ delayEvaluation: 5 })],
  ['median, from 10', new MedianStoppingPolicy({ delayEvaluation: 10 })],
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
  const sweeps = drawSweeps(curves, Number(options.sweeps), Number(options.trials));
  const run = (sweep, policy) => simulateSweep(sweep, goal, policy, Number(options.concurrency));
  const whole = sweeps.map((sweep) => run(sweep, new NoTerminationPolicy()));
  const bests = whole.map(({ best }) => best).toSorted((a, b) => a - b);
  console.log(`\n${example}, ${metric} (${goal}): the best of a sweep is ${bests[0]} to ${bests.at(-1)}\n`);
  console.log('| policy | epochs saved | best found | loss, mean | loss, worst |');
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const [label, policy] of policies) {
    const runs = sweeps.map((sweep) => run(sweep, policy));
    const losses = runs.map(({ best }, at) => Math.abs(best - whole[at].best));
    const saved = mean(runs.map(({ epochs }, at) => 1 - epochs / whole[at].epochs));
    const found = mean(losses.map((loss) => (loss === 0 ? 1 : 0)));
    const cells = [label, percent(saved, 0), percent(found, 1), digits(mean(losses)), digits(Math.max(...losses))];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
console.log(
  `\n${options.sweeps} sweeps of ${options.trials} trials each, ${options.concurrency} at a time. Means, and the worst sweep.`,
);

/** Always the same sweeps, by a small linear congruential generator. */
function drawSweeps(items, count, trials) {
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
    return order.slice(0, trials);
  });
}

function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function percent(share, decimals) {
  return `${Number((share * 100).toFixed(decimals))} %`;
}

function digits(number) {
  return number === 0 ? '0' : number.toPrecision(2);
}
