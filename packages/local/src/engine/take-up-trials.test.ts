import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { JsonValue } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { createEngineBench, type EngineBench } from './__fixtures__/engine-bench.js';
import { sweepStateToJson, type TrialState, trialStateToJson } from './sweep-state.js';
import { startTicksOf } from './trial/survivor.js';

/** Stores a sweep as a process that was killed leaves it: a parent that runs, and the given trials. */
function storeOrphan(bench: EngineBench, trials: readonly { readonly status: string; readonly state?: TrialState }[]) {
  const config = bench.config({ trial: { command: 'node log.mjs accuracy=${{search_space.x}}' } });
  const rawConfig = new Map<string, JsonValue>(config.toWire());
  bench.store.createRun({
    scope: garden,
    runId: 'HD_x',
    runType: 'hyperdrive',
    status: 'Running',
    tags: new Map(trials.map((_, n) => [`_aml_system_HD_x_${n}`, `{"x":${n + 1}}`])),
  });
  const state = { seed: 1, deadline: Date.now() + 60_000, config: rawConfig };
  bench.store.setEngineState(bench.key('HD_x'), sweepStateToJson(state));
  for (const [n, trial] of trials.entries()) {
    const key = bench.key(`HD_x_${n}`);
    bench.store.createRun({ ...key, scope: garden, parentRunId: 'HD_x', status: trial.status });
    bench.store.setEngineState(key, trialStateToJson(trial.state ?? {}));
  }
}

async function recover(bench: EngineBench) {
  bench.engine.recoverAtStart();
  await bench.engine.whenIdle();
  return {
    parent: bench.store.getRun(bench.key('HD_x')),
    children: bench.children('HD_x').map(({ status, error }) => [status, error?.code]),
  };
}

describe('a sweep whose service was killed', () => {
  it('goes on: what ran is Failed, what had not started runs, what was never made is made', async () => {
    const bench = await createEngineBench();
    storeOrphan(bench, [{ status: 'Running' }]);
    const { parent, children } = await recover(bench);
    expect(children).toEqual([
      ['Failed', 'ServiceStopped'],
      ['Completed', undefined],
    ]);
    expect(parent?.status).toBe('Completed');
    expect(parent?.properties.get('best_child_run_id')).toBe('HD_x_1');
  });

  it('starts a trial that was only prepared, with the point that it was given', async () => {
    const bench = await createEngineBench();
    storeOrphan(bench, [{ status: 'Preparing' }, { status: 'NotStarted' }]);
    const { parent, children } = await recover(bench);
    expect(children).toEqual([
      ['Completed', undefined],
      ['Completed', undefined],
    ]);
    expect(parent?.properties.get('score')).toBe('2');
  });

  it('remembers the best of trials that ended before', async () => {
    const bench = await createEngineBench();
    storeOrphan(bench, [{ status: 'Completed' }]);
    bench.store.appendMetricRows(bench.key('HD_x_0'), [
      {
        metricId: 'm',
        name: 'accuracy',
        metricType: 'azureml.v1.scalar',
        columns: new Map([['accuracy', 'double']]),
        data: new Map([['accuracy', 99]]),
        time: new Date(),
      },
    ]);
    const { parent } = await recover(bench);
    expect(parent?.properties.get('best_child_run_id')).toBe('HD_x_0');
  });

  it('ends what still runs of its trials, and nothing that only has the same number', async () => {
    const bench = await createEngineBench();
    const start = () => spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    const [survivor, stranger] = [start(), start()];
    const ended = once(survivor, 'exit');
    const state = (processId: number | undefined, late: number): TrialState => ({
      processId,
      startTicks: (startTicksOf(processId ?? 0) ?? 0) + late,
    });
    storeOrphan(bench, [
      { status: 'Running', state: state(survivor.pid, 0) },
      { status: 'CancelRequested', state: state(stranger.pid, 1) },
    ]);
    const { children } = await recover(bench);
    expect(children).toEqual([
      ['Failed', 'ServiceStopped'],
      ['Canceled', undefined],
    ]);
    const [, signal] = await ended;
    expect(signal).toBe('SIGTERM');
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill('SIGKILL');
    await once(stranger, 'exit');
  });

  it('whose time ran out meanwhile ends without a further trial', async () => {
    const bench = await createEngineBench();
    storeOrphan(bench, [{ status: 'Running' }]);
    const config = new Map<string, JsonValue>(bench.config().toWire());
    bench.store.setEngineState(bench.key('HD_x'), sweepStateToJson({ seed: 1, deadline: Date.now() - 1, config }));
    const { parent, children } = await recover(bench);
    expect(children).toEqual([['Failed', 'ServiceStopped']]);
    expect(parent?.status).toBe('Failed');
  });

  it('leaves sweeps alone that it never ran', async () => {
    const bench = await createEngineBench();
    bench.store.createRun({ scope: garden, runId: 'HD_x', runType: 'hyperdrive', status: 'Running' });
    expect((await recover(bench)).parent?.status).toBe('Running');
  });
});
