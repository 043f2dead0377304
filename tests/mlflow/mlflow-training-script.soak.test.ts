import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { scriptTimeoutMs, startScript } from './start-mlflow-script.js';

vi.setConfig({ testTimeout: scriptTimeoutMs });

describe("the engine's verdict on a trial stands over what mlflow sets at its end", () => {
  it('whatever the exit code, and whatever the run is reported as', async (context) => {
    const script = `
import sys
import mlflow

mlflow.log_metric("loss", float(sys.argv[1]))
case = int(sys.argv[1])
if case == 0:
    raise ValueError("no tulips")
if case == 1:
    sys.exit(1)
mlflow.end_run("FAILED" if case == 2 else "KILLED")
`;
    const { trial } = await startScript(context, script, { rates: [0, 1, 2, 3] });

    const trials = await Promise.all([0, 1, 2, 3].map(trial));
    expect(trials.map(({ status }) => status)).toEqual(['Failed', 'Failed', 'Completed', 'Completed']);
    expect(trials.map(({ metrics }) => metrics['loss'])).toEqual([[[0, 0]], [[0, 1]], [[0, 2]], [[0, 3]]]);
  });

  it('where it is canceled, or takes too long', async (context) => {
    const script = `
import signal, sys, time
import mlflow

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
with mlflow.start_run():
    mlflow.log_metric("loss", 1)
    time.sleep(600)
`;
    const [canceled, late] = await Promise.all([
      startScript(context, script),
      startScript(context, script, { maxDurationSeconds: 12 }),
    ]);
    const hasLogged = async (): Promise<boolean> =>
      (await canceled.sweep.getMetrics()).get(`${canceled.sweep.id}_0`)?.has('loss') === true;
    while (!(await hasLogged())) await sleep(100);
    await canceled.sweep.cancel();

    expect(await canceled.trial()).toMatchObject({ status: 'Canceled', metrics: { loss: [[0, 1]] } });
    expect(await late.trial()).toMatchObject({ status: 'Canceled' });
  });
});
