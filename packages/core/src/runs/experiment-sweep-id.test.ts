import fc from 'fast-check';
import { expect, it } from 'vitest';
import { experimentOfSweepId, experimentSweepId } from './experiment-sweep-id.js';

it('leads from the name of an experiment to an id and back', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (name) => {
      expect(experimentOfSweepId(experimentSweepId(name))).toBe(name);
    }),
  );
});

it.each(['', 'HD_1', 'experiment:', 'Experiment:iris'])('is not the id %j', (runId) => {
  expect(experimentOfSweepId(runId)).toBeUndefined();
});
