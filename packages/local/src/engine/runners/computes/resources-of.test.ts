import { describe, expect, it } from 'vitest';
import { resourcesOf } from './resources-of.js';

describe('the resources of a trial', () => {
  it('are those of its definition, each of which goes before that of the compute', () => {
    const compute = { resources: { cpus: 2, gpus: 1 } };
    expect(resourcesOf(compute, {})).toEqual({ cpus: 2, gpus: 1, memoryBytes: undefined });
    expect(resourcesOf(compute, { resources: { gpus: 0, memoryBytes: 1024 } })).toEqual({
      cpus: 2,
      gpus: 0,
      memoryBytes: 1024,
    });
  });
});
