// A sweep over recorded learning curves: what a policy would have stopped, and what was found nevertheless.
import { compareByGoal } from '@hyperdrive-run/core';
import { createPolicyJudge, judgesTrials } from '@hyperdrive-run/core/early-termination';

/**
 * Runs a sweep whose trials all take the same time for an epoch. Trials start in the order of the curves, `concurrency`
 * at a time; at each tick every running trial logs its next value, and is judged by it.
 * @param {{ values: number[] }[]} curves
 * @param {import('@hyperdrive-run/core/config').EarlyTerminationPolicy} policy
 * @returns how many epochs were run, and the best value that was logged
 */
export function simulateSweep(curves, goal, policy, concurrency) {
  const judge = judgesTrials(policy) ? createPolicyJudge(policy, goal) : undefined;
  const waiting = curves.map(({ values }, index) => ({ id: String(index), values, epoch: 0 }));
  let running = [];
  let epochs = 0;
  let best;
  while (running.length > 0 || waiting.length > 0) {
    running.push(...waiting.splice(0, concurrency - running.length));
    running = running.filter((trial) => {
      const value = asNumber(trial.values[trial.epoch]);
      trial.epoch += 1;
      epochs += 1;
      if (!Number.isNaN(value) && (best === undefined || compareByGoal(goal, value, best) < 0)) best = value;
      const isStopped = judge?.add(trial.id, [value]).some(({ stop }) => stop) === true;
      const goesOn = !isStopped && trial.epoch < trial.values.length;
      if (!goesOn) judge?.end(trial.id);
      return goesOn;
    });
  }
  return { epochs, best };
}

/** NaN and the infinities stand in JSON as their names. */
function asNumber(value) {
  return typeof value === 'string' ? Number(value) : value;
}
