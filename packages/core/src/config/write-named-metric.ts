import { systemTagPrefix } from '../child-hyperparameters.js';
import { writeJson } from '../json/write-json.js';
import type { RunRecord } from '../run.js';
import { isSweep } from './is-sweep.js';

/**
 * A run whose named primary metric, where it has one, is written into the tag in which every reader of sweeps looks for
 * it, with the mark of a sweep where it has none: for places that keep tags and properties alone.
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
  const marks: [string, string][] = isSweep({ ...others, properties }) ? [] : [['azureml.runsource', 'hyperdrive']];
  return {
    ...others,
    tags: new Map([...tags, [`${systemTagPrefix}primary_metric_config`, text]]),
    properties: new Map([...properties, ...marks]),
  };
}
