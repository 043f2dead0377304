import { expect, it } from 'vitest';
import { createEngineBench } from '../__fixtures__/engine-bench.js';
import { createFakeRunner } from '../__fixtures__/fake-runner.js';
import type { TrialExit } from '../runners/trial-runner.js';

it('trials that are left run on, and the next service adopts them', async () => {
  const ended: string[] = [];
  const runner = createFakeRunner(({ runId }) => {
    let finish = (_exit: TrialExit): void => {};
    return {
      ended: new Promise<TrialExit>((resolve) => {
        finish = resolve;
      }),
      async end() {
        ended.push(runId);
        finish({ kind: 'signaled', signal: 'SIGTERM' });
      },
    };
  });
  const bench = await createEngineBench({ runners: [runner] });
  const { runId } = bench.submit({ maxTotalRuns: 3, maxConcurrentRuns: 2 });
  const trials = [`${runId}_0`, `${runId}_1`];
  for (const trial of trials) await bench.whenStatus(trial, 'Running');
  await bench.engine.close('leave');
  const statuses = () => bench.children(runId).map(({ status }) => status);
  expect([ended, statuses()]).toEqual([[], ['Running', 'Running']]);

  const next = bench.restart();
  next.recoverAtStart();
  await expect.poll(() => next.cancelRun(bench.key(trials[0] ?? ''))).toBe('requested');
  await expect.poll(() => ended).toEqual([trials[0]]);
});
