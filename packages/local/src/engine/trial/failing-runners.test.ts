import { describe, expect, it } from 'vitest';
import { createEngineBench, type EngineBench, grid } from '../__fixtures__/engine-bench.js';
import { createFakeRunner } from '../__fixtures__/fake-runner.js';
import type { SubmittedTrial, TrialExit } from '../runners/trial-runner.js';

const oneTrial = { hyperparameterSampling: grid(1) };
const verdictsOf = (bench: EngineBench, runId: string) =>
  bench.children(runId).map(({ status, error }) => [status, error?.code, error?.message]);

describe('a trial whose runner', () => {
  it('refuses it is Failed with the reason, and not started again', async () => {
    let starts = 0;
    const runner = createFakeRunner(() => {
      starts += 1;
      return { started: Promise.resolve({ kind: 'refused', reason: 'no node has 9 GPUs' }) };
    });
    const bench = await createEngineBench({ runner });
    const { runId } = await bench.runToEnd(oneTrial);
    const message = 'The trial could not be started: no node has 9 GPUs';
    expect([starts, verdictsOf(bench, runId)]).toEqual([1, [['Failed', 'UserError', message]]]);
  });

  it('says that it never ran is started again, and one that was lost is not', async () => {
    const exits: TrialExit[] = [{ kind: 'never-ran', reason: 'the node went away' }, { kind: 'lost' }];
    const handles = new Set<string>();
    const runner = createFakeRunner((job) => {
      handles.add(job.runId);
      const exit = exits.shift();
      const isQueued = exit?.kind === 'never-ran';
      return { ended: Promise.resolve(exit ?? { kind: 'exited', code: 0 }), ...(isQueued ? waits : {}) };
    });
    const bench = await createEngineBench({ runner });
    const { runId } = await bench.runToEnd(oneTrial);
    expect([exits, [...handles]]).toEqual([[], [`${runId}_0`]]);
    expect(verdictsOf(bench, runId)).toEqual([['Failed', 'TrialLost', expect.any(String)]]);
  });

  it('never gets it to run is Failed after some starts', async () => {
    let starts = 0;
    const runner = createFakeRunner(() => {
      starts += 1;
      return { ...waits, ended: Promise.resolve({ kind: 'never-ran', reason: 'the queue was emptied' }) };
    });
    const bench = await createEngineBench({ runner });
    const { runId } = await bench.runToEnd(oneTrial);
    expect([starts, verdictsOf(bench, runId)]).toEqual([
      3,
      [['Failed', 'UserError', expect.stringContaining('the queue was emptied')]],
    ]);
  });
});

const waits: Pick<SubmittedTrial, 'started'> = { started: new Promise(() => {}) };
