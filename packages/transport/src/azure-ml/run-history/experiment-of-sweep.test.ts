import { describe, expect, it } from 'vitest';
import { experimentOfSweep } from './experiment-of-sweep.js';

describe('experimentOfSweep', () => {
  it.each([
    [{ _aml_system_platform_config: '{"ExperimentName": "tulips"}' }, 'tulips'],
    [{ _aml_system_platform_config: '', platform_config: '{"ExperimentName": "tulips"}' }, 'tulips'],
    [{ _aml_system_platform_config: '{"ExperimentName": ""}' }, undefined],
    [{ _aml_system_platform_config: '{"ExperimentName": 7}' }, undefined],
    [{ _aml_system_platform_config: 'not JSON' }, undefined],
    [{}, undefined],
  ])('finds in %j the name %s', (tags, name) => {
    expect(experimentOfSweep(new Map(Object.entries(tags)))).toBe(name);
  });
});
