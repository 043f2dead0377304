import { describe, expect, it } from 'vitest';
import { isSweep } from './is-sweep.js';

describe('isSweep', () => {
  it.each([
    ['hyperdrive', {}],
    ['HyperDrive', {}],
    [undefined, { 'azureml.runsource': 'hyperdrive' }],
    ['azureml.scriptrun', { runTemplate: 'HyperDrive' }],
  ])('knows a sweep by type %s and properties %j', (runType, properties) => {
    expect(isSweep({ runType, properties: new Map(Object.entries(properties)) })).toBe(true);
  });

  it.each([
    [undefined, {}],
    ['azureml.scriptrun', { 'azureml.runsource': 'experiment', runTemplate: '' }],
    ['automl', { hyperdrive: 'hyperdrive' }],
  ])('knows no sweep by type %s and properties %j', (runType, properties) => {
    expect(isSweep({ runType, properties: new Map(Object.entries(properties)) })).toBe(false);
  });

  it('knows a sweep by a primary metric that somebody named for it', () => {
    expect(isSweep({ properties: new Map(), primaryMetric: { name: 'loss', goal: 'minimize' } })).toBe(true);
  });
});
