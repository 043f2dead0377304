import { systemTagPrefix } from '../../hyperparameters/child-hyperparameters.js';
import { writeJson } from '../../json/write-json.js';
import type { RunRecord } from '../../runs/run.js';
import { isSweep } from './is-sweep.js';

const tagName = 'primary_metric_config';

/**
 * A run whose named primary metric, where it has one, is written into the tag in which every reader of sweeps looks for
 * it, with the property of a sweep where it has none: for places that keep tags and properties alone. What was in that tag
 * is kept in the one that is asked next: a winner that was recorded for it is not the best by another metric.
 */
export function writeNamedMetric(run: RunRecord): RunRecord {
  const { primaryMetric, tags, properties, ...others } = run;
  if (primaryMetric === undefined) return run;
  const { name, goal } = primaryMetric;
  const text = writeJson(
    new Map([
      ['name', name],
      ['goal', goal],
    ]),
  );
  const ofSweep: [string, string][] = isSweep({ ...others, properties }) ? [] : [['azureml.runsource', 'hyperdrive']];
  const replaced = tags.get(systemTagPrefix + tagName);
  const kept: [string, string][] = replaced === undefined || tags.has(tagName) ? [] : [[tagName, replaced]];
  return {
    ...others,
    tags: new Map([...tags, ...kept, [systemTagPrefix + tagName, text]]),
    properties: new Map([...properties, ...ofSweep]),
  };
}
