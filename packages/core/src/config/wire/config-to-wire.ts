import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import type { PrimaryMetric } from '../../ranking/primary-metric.js';
import type { EarlyTerminationPolicy } from '../model/early-termination.js';
import type { HyperparameterSampling } from '../model/sampling.js';
import type { TrialDefinition } from '../model/trial/trial-definition.js';
import type { RunKey } from '../model/warm-start.js';
import { writeDurationSeconds } from './duration-wire.js';
import { runKeyToWire } from './run-key-wire.js';
import { trialDefinitionToWire } from './trial-definition-wire.js';

/** What of a config is written. */
export interface WritableConfig {
  readonly hyperparameterSampling: HyperparameterSampling;
  readonly policy: EarlyTerminationPolicy;
  readonly primaryMetric: PrimaryMetric;
  readonly maxTotalRuns: number;
  readonly maxConcurrentRuns: number;
  readonly maxDurationMinutes: number;
  readonly maxDurationSeconds: number;
  readonly resumeFrom: readonly RunKey[];
  readonly resumeChildRuns: readonly RunKey[];
  readonly runConfig: TrialDefinition | undefined;
  readonly platformConfig: JsonObject | undefined;
}

/** Writes a config in the wire's names. Checks nothing. */
export function configToWire(config: WritableConfig): JsonObject {
  const wire = new Map<string, JsonValue>([
    ['generator_config', config.hyperparameterSampling.toWire()],
    ['policy_config', config.policy.toWire()],
    ['primary_metric_config', new Map(Object.entries(config.primaryMetric))],
    ['max_total_jobs', config.maxTotalRuns],
    ['max_concurrent_jobs', config.maxConcurrentRuns],
    ['max_duration_minutes', config.maxDurationMinutes],
  ]);
  const platformConfig = platformConfigToWire(config);
  if (platformConfig.size > 0) wire.set('platform_config', platformConfig);
  if (config.resumeFrom.length > 0) wire.set('resume_from', config.resumeFrom.map(runKeyToWire));
  if (config.resumeChildRuns.length > 0) wire.set('resume_child_runs', config.resumeChildRuns.map(runKeyToWire));
  return wire;
}

/** Whether a `platform_config` has a run definition, of whatever kind. */
export function hasRunDefinition(platformConfig: JsonObject | undefined): boolean {
  return readObject(platformConfig?.get('Definition')).size > 0;
}

function platformConfigToWire(config: WritableConfig): JsonObject {
  const { runConfig } = config;
  const base = writeDurationSeconds(config.platformConfig ?? new Map(), config);
  if (runConfig === undefined) return base;
  const definition = readObject(base.get('Definition'));
  const overrides = trialDefinitionToWire(runConfig, readObject(definition.get('Overrides')));
  return new Map([...base, ['Definition', new Map([...definition, ['Overrides', overrides]])]]);
}

function readObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : new Map();
}
