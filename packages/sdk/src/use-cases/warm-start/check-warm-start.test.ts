import { HyperDriveConfig, RandomParameterSampling, type RunKey, uniform } from '@hyperdrive-run/core/config';
import { describe, expect, it, vi } from 'vitest';
import { Experiment } from '../../experiment.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep } from '../../testing/sweep-fixture.js';

const other = { ...scope, workspaceName: 'other' };
const backend = new InMemoryBackend(scope, [
  makeSweep({ scope: other, runId: 'HD_there', children: [{}, {}] }),
  makeSweep({ scope, runId: 'HD_running', status: 'Running', children: [{ status: 'Running' }] }),
]);
const experiment = new Experiment(backend, 'contract');

function resume(resumeFrom: readonly RunKey[], resumeChildRuns: readonly RunKey[] = []): HyperDriveConfig {
  return new HyperDriveConfig({
    runConfig: { command: 'train ${{search_space.lr}}' },
    hyperparameterSampling: new RandomParameterSampling({ lr: uniform(0, 1) }),
    primaryMetricName: 'accuracy',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: 4,
    resumeFrom,
    resumeChildRuns,
  });
}

describe('a submit that resumes', () => {
  it('goes through where the resumed sweep fits, in another workspace too', async () => {
    const run = await experiment.submit(resume([{ runScope: other, runId: 'HD_there' }]));
    expect(await run.getStatus()).toBe('Queued');
  });

  it('is refused before anything is sent, with all that is wrong', async () => {
    const submitted = vi.spyOn(backend, 'submitSweep');
    const config = resume(
      [
        { runScope: scope, runId: 'HD_there' },
        { runScope: scope, runId: 'HD_running' },
      ],
      [{ runScope: scope, runId: 'HD_running_0' }],
    );
    await expect(experiment.submit(config)).rejects.toMatchObject({
      code: 'invalid-config',
      violations: [
        { path: 'resumeFrom[0]', got: '"HD_there", which does not exist' },
        { path: 'resumeFrom[1]', got: 'a sweep that is Running' },
        { path: 'resumeChildRuns[0]', got: 'a run that is Running' },
      ],
    });
    expect(submitted).not.toHaveBeenCalled();
  });

  it('asks once for a sweep whose children are run again, and holds them to its metric', async () => {
    const loss = new InMemoryBackend(scope, [
      makeSweep({ scope, runId: 'HD_loss', primaryMetricName: 'loss', children: [{}, {}] }),
    ]);
    const asked = vi.spyOn(InMemoryBackend.prototype, 'getRun');
    const config = resume(
      [],
      [
        { runScope: scope, runId: 'HD_loss_0' },
        { runScope: scope, runId: 'HD_loss_1' },
      ],
    );
    await expect(new Experiment(loss, 'contract').submit(config)).rejects.toMatchObject({
      violations: [{ path: 'resumeChildRuns[0].primaryMetricName' }, { path: 'resumeChildRuns[1].primaryMetricName' }],
    });
    expect(asked.mock.calls.map(([id]) => id).filter((id) => id === 'HD_loss')).toHaveLength(1);
    asked.mockRestore();
  });
});
