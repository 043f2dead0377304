import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench, type EngineBench } from '../__fixtures__/engine-bench.js';

/** A sweep whose trials fail for the values in a file, which is not part of the sweep's code. */
async function flakyBench(failing: string): Promise<EngineBench & { readonly setFailing: (values: string) => void }> {
  const bench = await createEngineBench();
  const file = join(bench.folder, 'failing');
  const setFailing = (values: string): void => writeFileSync(file, values);
  setFailing(failing);
  bench.writeCode('flaky.sh', `case $(cat ${file}) in *$1*) exit 4;; esac\nnode log.mjs accuracy=$1`);
  return { ...bench, setFailing };
}
const flaky = {
  hyperparameterSampling: grid(1, 2, 3),
  maxConcurrentRuns: 1,
  trial: { command: 'sh flaky.sh ${{search_space.x}}' },
};

const statuses = (bench: EngineBench, runId: string): readonly string[] =>
  bench.children(runId).map((child) => child.status);

describe('a trial that failed', () => {
  it('is tried again in a sweep that has ended, which counts it and names it as its best', async () => {
    const bench = await flakyBench('3');
    const { runId, parent } = await bench.runToEnd(flaky);
    expect([parent.status, parent.properties.get('best_child_run_id')]).toEqual(['Completed', `${runId}_1`]);
    bench.setFailing('none');
    const again = bench.engine.retry(bench.key(`${runId}_2`));
    expect(again).toEqual([{ sweepId: runId, runId: `${runId}_3`, retryOf: `${runId}_2` }]);
    const reopened = bench.store.getRun(bench.key(runId));
    expect([reopened?.status, reopened?.endTime]).toEqual(['NotStarted', undefined]);
    await bench.engine.whenIdle();

    expect(statuses(bench, runId)).toEqual(['Completed', 'Completed', 'Failed', 'Completed']);
    const after = bench.store.getRun(bench.key(runId));
    expect([after?.status, after?.properties.get('best_child_run_id')]).toEqual(['Completed', `${runId}_3`]);
    expect(after?.endTime?.getTime()).toBeGreaterThan(parent.endTime?.getTime() ?? 0);
    expect(after?.tags.get(`_aml_system_${runId}_3`)).toBe('{"x":3}');
    expect(bench.store.getRun(bench.key(`${runId}_3`))?.tags.get('retry_of')).toBe(`${runId}_2`);
    expect(bench.readKept(runId, 'azureml-logs/hyperdrive.txt')).toContain(`Starting trial ${runId}_3`);
  });

  it('is tried again while its sweep runs, before what is still to come, and beyond the total', async () => {
    const bench = await flakyBench('1');
    const { runId } = bench.submit({ ...flaky, maxTotalRuns: 3 });
    await bench.whenStatus(`${runId}_0`, 'Failed');
    bench.setFailing('none');
    const [again] = bench.engine.retry(bench.key(`${runId}_0`));
    await bench.engine.whenIdle();
    expect(statuses(bench, runId)).toEqual(['Failed', 'Completed', 'Completed', 'Completed']);
    // The grid is the same as without the retry.
    const points = bench.children(runId).map((child) => child.tags.get('hyperparameters') ?? '');
    expect(points.toSorted()).toEqual(['{"x":1}', '{"x":1}', '{"x":2}', '{"x":3}']);
    expect(bench.store.getRun(bench.key(again?.runId ?? ''))?.tags.get('hyperparameters')).toBe('{"x":1}');
  });

  it('is found by its sweep, and only once', async () => {
    const bench = await flakyBench('123');
    const { runId, parent } = await bench.runToEnd(flaky);
    expect([parent.status, parent.error?.code]).toEqual(['Failed', 'UserError']);
    bench.setFailing('3');
    expect(bench.engine.retry(bench.key(runId)).map((trial) => trial.retryOf)).toEqual(
      [0, 1, 2].map((n) => `${runId}_${n}`),
    );
    await bench.engine.whenIdle();
    const after = bench.store.getRun(bench.key(runId));
    expect([after?.status, after?.error, after?.properties.get('score')]).toEqual(['Completed', undefined, '2']);
    // What failed again is a trial of its own, and the only one that is still to be tried again.
    expect(bench.engine.retry(bench.key(runId)).map((trial) => trial.retryOf)).toEqual([`${runId}_5`]);
    await bench.engine.whenIdle();
    expect(() => bench.engine.retry(bench.key(`${runId}_2`))).toThrow(`as ${runId}_5, which is Failed`);
    bench.setFailing('none');
    bench.engine.retry(bench.key(`${runId}_6`));
    await bench.engine.whenIdle();
    expect(() => bench.engine.retry(bench.key(runId))).toThrow('no failed trials');
  });

  it('is tried again after a restart that comes in between, and the sweep samples nothing more', async () => {
    const bench = await flakyBench('1');
    const { runId } = bench.submit({ ...flaky, maxTotalRuns: 2 });
    await bench.whenStatus(`${runId}_0`, 'Failed');
    bench.engine.cancelSweep(bench.key(runId));
    await bench.engine.whenIdle();
    const before = statuses(bench, runId).length;
    bench.setFailing('none');
    bench.engine.retry(bench.key(`${runId}_0`));
    await bench.engine.close();
    const next = bench.restart();
    next.recoverAtStart();
    await next.whenIdle();
    expect(statuses(bench, runId).length).toBe(before + 1);
    expect(statuses(bench, runId).at(-1)).toBe('Completed');
    // It was canceled, and trying a trial again does not make it whole.
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Canceled');
  });
});

describe('what cannot be tried again', () => {
  it('is refused with the reason, and nothing is changed', async () => {
    const bench = await flakyBench('3');
    const { runId, parent } = await bench.runToEnd(flaky);
    expect(() => bench.engine.retry(bench.key('nobody'))).toThrow(expect.objectContaining({ code: 'run-not-found' }));
    expect(() => bench.engine.retry(bench.key(`${runId}_0`))).toThrow('is Completed: only what failed');
    rmSync(bench.code, { recursive: true });
    expect(() => bench.engine.retry(bench.key(`${runId}_2`))).toThrow('what it runs is gone');
    expect(bench.store.getRun(bench.key(runId))).toEqual(parent);
    await bench.engine.close();
    expect(() => bench.engine.retry(bench.key(`${runId}_2`))).toThrow('is stopping');
  });
});
