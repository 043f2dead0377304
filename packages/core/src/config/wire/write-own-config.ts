import { systemTagPrefix } from '../../hyperparameters/child-hyperparameters.js';
import { writeJson } from '../../json/write-json.js';
import type { RunRecord } from '../../runs/run.js';

/**
 * A run whose config, where its service keeps it in a form of its own, is written into the tags in which every reader of
 * sweeps looks for it: for places that keep tags and properties alone. What the tags say beside it stays.
 */
export function writeOwnConfig(run: RunRecord): RunRecord {
  const { config, ...others } = run;
  if (config === undefined) return run;
  const written = [...config].map(([name, value]): [string, string] => [
    systemTagPrefix + name,
    typeof value === 'string' ? value : writeJson(value),
  ]);
  return { ...others, tags: new Map([...run.tags, ...written]) };
}
