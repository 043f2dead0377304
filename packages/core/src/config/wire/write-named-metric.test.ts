import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../runs/run.js';
import { configFromTags } from './config-from-tags.js';
import { isSweep } from './is-sweep.js';
import { writeNamedMetric } from './write-named-metric.js';

const plain: RunRecord = {
  runId: 'parent',
  status: 'Completed',
  hidden: false,
  tags: new Map([['owner', 'ada']]),
  properties: new Map(),
  warnings: [],
};

describe('writeNamedMetric', () => {
  it('leaves a run alone that nobody named a metric for', () => {
    expect(writeNamedMetric(plain)).toBe(plain);
  });

  it('makes a run a sweep that is judged by the metric, and keeps its tags', () => {
    const written = writeNamedMetric({ ...plain, primaryMetric: { name: 'a "b"', goal: 'minimize' } });
    expect(isSweep(written)).toBe(true);
    expect(written).not.toHaveProperty('primaryMetric');
    expect(written.tags.get('owner')).toBe('ada');
    const { primaryMetric } = configFromTags(written.tags, written.properties, { runId: 'parent' });
    expect(primaryMetric).toEqual({ name: 'a "b"', goal: 'minimize' });
  });

  it('goes before what the sweep says of itself, and leaves its own property as it is', () => {
    const tags = new Map([['_aml_system_primary_metric_config', '{"name":"x","goal":"maximize"}']]);
    const sweep = { ...plain, runType: 'hyperdrive', tags, primaryMetric: { name: 'y', goal: 'minimize' } as const };
    const written = writeNamedMetric(sweep);
    expect(configFromTags(written.tags, written.properties, { runId: 'parent' }).primaryMetric.name).toBe('y');
    expect(written.properties).toEqual(new Map());
    expect(written.tags.get('primary_metric_config')).toBe('{"name":"x","goal":"maximize"}');
    const kept = writeNamedMetric({ ...written, primaryMetric: { name: 'z', goal: 'minimize' } });
    expect(kept.tags.get('primary_metric_config')).toBe('{"name":"x","goal":"maximize"}');
  });
});
