import type { RunRecord } from '../run.js';

/**
 * Whether a run is the parent of a sweep: its type or its source is `hyperdrive`, or it was made from the template
 * `HyperDrive`. Any case counts; older and newer sweeps carry different ones of these marks.
 */
export function isSweep(run: Pick<RunRecord, 'runType' | 'properties'>): boolean {
  const marks = [run.runType, run.properties.get('azureml.runsource'), run.properties.get('runTemplate')];
  return marks.some((mark) => mark?.toLowerCase() === 'hyperdrive');
}
