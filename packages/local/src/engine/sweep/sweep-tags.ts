import { plannedTrials } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { plannedTrialsProperty } from '@hyperdrive-run/core/internal';
import { isJsonObject, type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { searchSpaceSize } from '@hyperdrive-run/core/search-space';
import type { ExperimentScope } from '../../storage/run-key.js';

/** The names of the tags that the service keeps on a sweep's parent run. */
export const sweepTag: {
  readonly allGenerated: string;
  readonly cancellationRequested: string;
  readonly samplesGenerated: string;
} = {
  allGenerated: '_aml_system_all_jobs_generated',
  cancellationRequested: '_aml_system_cancellation_requested',
  samplesGenerated: '_aml_system_samples_generated_count',
};

/** The id of a sweep's trial. Trials count from 0. */
export function trialRunId(sweepId: string, trial: number): string {
  return `${sweepId}_${trial}`;
}

/** The parent's tag with a trial's hyperparameters. */
export function trialTag(sweepId: string, trial: number): string {
  return `_aml_system_${trialRunId(sweepId, trial)}`;
}

/** What the tags and properties of a new sweep are made from. */
export interface NewSweep {
  readonly scope: ExperimentScope;
  readonly runId: string;
  readonly config: HyperDriveConfig;
  readonly rawConfig: JsonObject;
  readonly serviceAddress: string;
  /** How many trials the sweep comes to. */
  readonly plannedTrials: number;
}

/** The tags that a sweep's parent run has from its beginning, as Azure ML's service writes them. */
export function newSweepTags(input: NewSweep): ReadonlyMap<string, string> {
  const { config, rawConfig } = input;
  const asSent = (key: string, otherwise: JsonValue): string => writeJson(rawConfig.get(key) ?? otherwise);
  return new Map([
    ['_aml_system_max_concurrent_jobs', String(config.maxConcurrentRuns)],
    ['_aml_system_max_total_jobs', String(config.maxTotalRuns)],
    ['_aml_system_max_duration_minutes', String(config.maxDurationMinutes)],
    ['_aml_system_policy_config', asSent('policy_config', config.policy.toWire())],
    ['_aml_system_generator_config', asSent('generator_config', config.hyperparameterSampling.toWire())],
    ['_aml_system_primary_metric_config', asSent('primary_metric_config', primaryMetricToWire(config))],
    ['_aml_system_platform_config', writeJson(platformConfigOf(input))],
    ['_aml_system_resume_child_runs', asSent('resume_child_runs', null)],
    [sweepTag.allGenerated, 'false'],
    [sweepTag.cancellationRequested, 'false'],
    [sweepTag.samplesGenerated, '0'],
  ]);
}

/** The properties that a sweep's parent run has from its beginning. */
export function newSweepProperties(input: NewSweep): ReadonlyMap<string, string> {
  const { config, rawConfig, plannedTrials: planned } = input;
  return new Map([
    ['primary_metric_config', writeJson(rawConfig.get('primary_metric_config') ?? primaryMetricToWire(config))],
    ['resume_from', writeJson(rawConfig.get('resume_from') ?? null)],
    ['runTemplate', 'HyperDrive'],
    ['azureml.runsource', 'hyperdrive'],
    ['platform', 'AML'],
    ['space_size', String(searchSpaceSize(config.hyperparameterSampling) ?? 'infinite_space_size')],
    // Only what the config does not say: other points were tried before, or are to be tried once more.
    ...(planned === plannedTrials(config) ? [] : [[plannedTrialsProperty, String(planned)] as const]),
  ]);
}

function primaryMetricToWire(config: HyperDriveConfig): JsonObject {
  return new Map(Object.entries(config.primaryMetric));
}

/** What was sent, with what the service adds where the sender left it out. */
function platformConfigOf({ scope, runId, rawConfig, serviceAddress }: NewSweep): JsonObject {
  const sent = rawConfig.get('platform_config');
  return new Map<string, JsonValue>([
    ['ServiceAddress', serviceAddress],
    ['SubscriptionId', scope.subscriptionId],
    ['ResourceGroupName', scope.resourceGroup],
    ['WorkspaceName', scope.workspaceName],
    ['ExperimentName', scope.experimentName],
    ...(isJsonObject(sent) ? sent : []),
    ['ParentRunId', runId],
  ]);
}
