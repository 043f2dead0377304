import { InvalidArgumentError } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { Experiment } from '../experiment.js';
import { HyperDriveRun } from '../hyperdrive-run.js';
import { contractScope as scope } from '../testing/contract-scope.js';
import { InMemoryBackend } from '../testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from '../testing/sweep-fixture.js';
import { importanceOf } from './importance-of.js';

/** A sweep whose metric is a line along `lr`, and to which `seed` is nothing. */
async function openLine(): Promise<HyperDriveRun> {
  const children = Array.from({ length: 40 }, (_, index) => ({
    hyperparameters: new Map([
      ['lr', index / 40],
      ['seed', (index * 7) % 40],
    ]),
    metrics: index === 0 ? [] : [scalarMetric('accuracy', [0, index / 40])],
  }));
  const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_line', children })]);
  return HyperDriveRun.load(new Experiment(backend, 'contract'), 'HD_line');
}

describe('importanceOf', () => {
  it('reads the children of a sweep and says what explains their primary metric', async () => {
    const report = await importanceOf(await openLine());
    expect(report).toMatchObject({ trials: 39, verdict: 'clear', leftOut: [] });
    expect(report.importances.map(({ name }) => name)).toEqual(['lr', 'seed']);
    expect(report.importances[0]?.share).toBeGreaterThan(0.9);
  });

  it('gives the same for the same seed', async () => {
    const sweep = await openLine();
    expect(await importanceOf(sweep, { seed: 3, trees: 4 })).toEqual(await importanceOf(sweep, { seed: 3, trees: 4 }));
  });

  it.each([{ seed: 0.5 }, { trees: 0 }, { signal: 7 }])(
    'refuses the options %j before it asks anything',
    async (options) => {
      const sweep = await openLine();
      // @ts-expect-error -- wrong on purpose
      await expect(importanceOf(sweep, options)).rejects.toThrow(InvalidArgumentError);
    },
  );

  it('is asked of a sweep only', async () => {
    // @ts-expect-error -- wrong on purpose
    await expect(importanceOf('HD_line')).rejects.toThrow(InvalidArgumentError);
  });
});
