import type { RunRecord } from '@hyperdrive-run/core';
import {
  HyperDriveConfig,
  type ParameterSpaceInput,
  RandomParameterSampling,
  type ResumedChild,
  type ResumedSweep,
  type RunKey,
} from '@hyperdrive-run/core/config';
import type { DescribedChild, DescribedSweep } from './description.js';

/** The run key of a run of an earlier sweep, as Python writes it. */
export function keyOf(runId: string, host: string): RunKey {
  const runScope = { host, subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'e' };
  return { runScope, runId };
}

/** What a service would answer of an earlier sweep. */
export function toResumedSweep(sweep: DescribedSweep, space: ParameterSpaceInput): ResumedSweep {
  return {
    key: keyOf(sweep.id, sweep.host),
    run: toRun(sweep.id, sweep.status, sweep.type),
    config: toConfig(sweep, space),
  };
}

/** What a service would answer of a child of an earlier sweep. */
export function toResumedChild(child: DescribedChild, space: ParameterSpaceInput): ResumedChild {
  const { id, status, parent } = child;
  return {
    key: keyOf(id, parent?.host ?? ''),
    run: { ...toRun(id, status, 'azureml.scriptrun'), parentRunId: parent?.id },
    sweepConfig: parent === null ? undefined : toConfig(parent, space),
  };
}

function toRun(runId: string, status: string, runType: string): RunRecord {
  return { runId, status, runType, hidden: false, tags: new Map(), properties: new Map(), warnings: [] };
}

/** A run that is no sweep tells no config. */
function toConfig(
  { type, metric, goal, total }: DescribedSweep,
  space: ParameterSpaceInput,
): HyperDriveConfig | undefined {
  if (type !== 'hyperdrive') return undefined;
  return new HyperDriveConfig({
    hyperparameterSampling: new RandomParameterSampling(space, { validate: false }),
    primaryMetricName: metric,
    primaryMetricGoal: goal,
    maxTotalRuns: total,
    validate: false,
  });
}
