import type { RunRecord } from './run.js';

/** Where a trial runs or waits, as far as its service says it. For people: nothing is decided by it. */
export interface TrialPlacement {
  /** The compute's name: what a sweep's `compute` asks for. */
  readonly compute: string;
  /** The trial's id in the listing of the compute's own engine, such as a SLURM job's `4711`. */
  readonly engineId?: string | undefined;
  /** The name of the node that it runs on. */
  readonly node?: string | undefined;
  /** Why it does not run yet, in the engine's words. */
  readonly waitsFor?: string | undefined;
}

/** The properties of a trial's run that say where it is. The first is Azure ML's own, the others the local service writes. */
export const placementProperty = {
  compute: '_azureml.ComputeTargetType',
  engineId: 'hyperdrive.engine_id',
  node: 'hyperdrive.node',
} as const;

/** Reads where a trial runs from its run; `undefined` where that does not say it. */
export function placementOf({
  properties,
  queueMessage,
}: Partial<Pick<RunRecord, 'properties' | 'queueMessage'>>): TrialPlacement | undefined {
  const compute = properties?.get(placementProperty.compute);
  if (compute === undefined) return undefined;
  const { engineId, node } = placementProperty;
  return {
    compute,
    engineId: properties?.get(engineId),
    node: properties?.get(node),
    waitsFor: queueMessage,
  };
}

/**
 * A placement in a line: `lab, node 10.0.0.7, job 4711`, or `lab, waits: Resources`.
 * @returns `undefined` where nothing is known, or the trial runs on its service's own machine
 */
export function describePlacement(placement: TrialPlacement | undefined): string | undefined {
  if (placement === undefined || placement.compute === 'local') return undefined;
  const { compute, engineId, node, waitsFor } = placement;
  return [
    compute,
    ...(node === undefined ? [] : [`node ${node}`]),
    ...(engineId === undefined ? [] : [`job ${engineId}`]),
    ...(waitsFor === undefined ? [] : [`waits: ${waitsFor}`]),
  ].join(', ');
}
