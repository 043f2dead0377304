import { describe, expect, it } from 'vitest';
import { choice } from '../config/model/choice.js';
import { uniform } from '../config/model/numeric-expressions.js';
import { RandomParameterSampling } from '../config/model/sampling.js';
import { isAllGenerated, plannedTrials, plannedTrialsProperty } from './planned-trials.js';

const four = new RandomParameterSampling({ a: choice(1, 2), b: choice('x', 'y') });

describe('the trials that a sweep comes to', () => {
  it('are its limit, or the points of its search space where these are fewer', () => {
    expect(plannedTrials({ hyperparameterSampling: four, maxTotalRuns: 10 })).toBe(4);
    expect(plannedTrials({ hyperparameterSampling: four, maxTotalRuns: 3 })).toBe(3);
    const endless = new RandomParameterSampling({ a: uniform(0, 1) });
    expect(plannedTrials({ hyperparameterSampling: endless, maxTotalRuns: 10 })).toBe(10);
    expect(plannedTrials({ maxTotalRuns: 10 })).toBe(10);
  });

  it('are what the service recorded, which knows what was tried before', () => {
    const recorded = (value: string) =>
      plannedTrials(
        { hyperparameterSampling: four, maxTotalRuns: 10 },
        { properties: new Map([[plannedTrialsProperty, value]]) },
      );
    expect(['3', '12', '0'].map(recorded)).toEqual([3, 12, 0]);
    expect(['', 'many', '3 or so', 'about 3', '-3', '1.5'].map(recorded)).toEqual([4, 4, 4, 4, 4, 4]);
  });

  it('are there once the service says so, under either name of its tag', () => {
    const said = (name: string, value: string) => isAllGenerated({ tags: new Map([[name, value]]) });
    expect(said('_aml_system_all_jobs_generated', 'true')).toBe(true);
    expect(said('all_jobs_generated', 'true')).toBe(true);
    expect(said('_aml_system_all_jobs_generated', 'false')).toBe(false);
    expect(isAllGenerated({ tags: new Map() })).toBe(false);
  });
});
