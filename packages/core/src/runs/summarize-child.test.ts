import { describe, expect, it } from 'vitest';
import { summarizeChild } from './summarize-child.js';

describe('summarizeChild', () => {
  it('puts together the id, status, value and where the value was logged', () => {
    const child = { runId: 'HD_1_3', parentRunId: 'HD_1', status: 'Completed' };
    const hyperparameters = new Map([['lr', 0.1]]);
    const reading = { kind: 'value', value: 0, origin: { index: 4, step: 4 } } as const;
    expect(summarizeChild(child, reading, hyperparameters)).toEqual({
      runId: 'HD_1_3',
      hyperparameters,
      bestPrimaryMetric: 0,
      status: 'Completed',
      origin: { index: 4, step: 4 },
      missingReason: undefined,
      isTrial: true,
    });
  });

  it('keeps why there is no value, and marks the preparation run of older sweeps', () => {
    const child = { runId: 'HD_1_preparation', parentRunId: 'HD_1', status: 'Completed' };
    expect(summarizeChild(child, { kind: 'missing', reason: 'not-logged' }, undefined)).toMatchObject({
      bestPrimaryMetric: undefined,
      missingReason: 'not-logged',
      isTrial: false,
    });
  });

  it('gives a pruned trial no primary metric, whatever it logged and could be read', () => {
    const child = { runId: 'a', status: 'Canceled', searchTrial: { outcome: 'pruned', goals: [] } } as const;
    const readings = [
      { kind: 'value', value: 99, origin: undefined },
      { kind: 'missing', reason: 'unreadable' },
    ] as const;
    for (const reading of readings) {
      expect(summarizeChild(child, reading, undefined)).toMatchObject({
        status: 'Canceled',
        bestPrimaryMetric: undefined,
        origin: undefined,
        missingReason: 'pruned',
      });
    }
  });
});
