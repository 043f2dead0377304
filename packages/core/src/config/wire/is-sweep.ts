import type { RunRecord } from '../../runs/run.js';

/**
 * Whether a run is the parent of a sweep: its type or its source is `hyperdrive`, or it was made from the template
 * `HyperDrive`. Any case counts; older and newer sweeps carry different ones of these. A run that somebody named a
 * primary metric for is one, too.
 */
export function isSweep(run: Pick<RunRecord, 'runType' | 'properties' | 'primaryMetric'>): boolean {
  if (run.primaryMetric !== undefined) return true;
  const kinds = [run.runType, run.properties.get('azureml.runsource'), run.properties.get('runTemplate')];
  return kinds.some((kind) => kind?.toLowerCase() === 'hyperdrive');
}
