import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../json/json-value.js';
import type { RunRecord } from '../../runs/run.js';
import { configFromTags } from './config-from-tags.js';
import { writeOwnConfig } from './write-own-config.js';

const objectOf = (entries: Readonly<Record<string, JsonValue>>): ReadonlyMap<string, JsonValue> =>
  new Map(Object.entries(entries));

const config = objectOf({
  primary_metric_config: objectOf({ name: 'acc', goal: 'maximize' }),
  max_total_jobs: 4,
  platform_config: objectOf({ MaxDurationSeconds: 90 }),
});

const run: RunRecord = {
  runId: 'job',
  status: 'Running',
  hidden: false,
  tags: new Map([
    ['owner', 'ada'],
    ['_aml_system_max_total_jobs', '20'],
    ['_aml_system_max_concurrent_jobs', '3'],
    ['_aml_system_primary_metric_config', '{"name":"loss","goal":"minimize"}'],
  ]),
  properties: new Map(),
  warnings: [],
  config,
};

describe('a config that the service keeps in a form of its own', () => {
  it('goes part by part before what the tags say', () => {
    const read = configFromTags(run.tags, run.properties, { runId: 'job', config });
    expect(read.primaryMetric).toEqual({ name: 'acc', goal: 'maximize' });
    expect([read.maxTotalRuns, read.maxConcurrentRuns, read.maxDurationSeconds]).toEqual([4, 3, 90]);
  });

  it('leaves the parts that are of no use to the tags', () => {
    const broken = objectOf({ primary_metric_config: 'acc', max_total_jobs: 'many' });
    const read = configFromTags(run.tags, run.properties, { runId: 'job', config: broken });
    expect([read.primaryMetricName, read.maxTotalRuns]).toEqual(['loss', 20]);
  });

  it('is the same once it is written into the tags, where the other tags stay', () => {
    const written = writeOwnConfig(run);
    expect(written).not.toHaveProperty('config');
    expect(written.tags.get('owner')).toBe('ada');
    const read = configFromTags(written.tags, written.properties, { runId: 'job' });
    expect(read).toEqual(configFromTags(run.tags, run.properties, { runId: 'job', config }));
  });

  it('leaves a run alone that has none', () => {
    const plain = { ...run, config: undefined };
    expect(writeOwnConfig(plain)).toBe(plain);
  });
});
