import { HyperDriveConfigError } from '../../errors/hyperdrive-config-error.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { violation } from '../checks/config-violations.js';
import type { UncheckedHyperDriveConfigOptions } from '../model/hyperdrive-config-options.js';
import type { TrialDefinition } from '../model/trial/trial-definition.js';
import { policyFromWire } from './policy-from-wire.js';
import { readPrimaryMetric } from './primary-metric-wire.js';
import { runKeysFromWire } from './run-key-wire.js';
import { samplingFromWire } from './sampling-from-wire.js';
import { trialDefinitionFromWire } from './trial-definition-wire.js';

/**
 * Reads what a config is made from out of its wire form.
 * @throws HyperDriveConfigError where the primary metric cannot be read
 */
export function readConfigOptions(
  value: JsonValue,
  onWarning: (message: string) => void,
): UncheckedHyperDriveConfigOptions {
  const wire: JsonObject = isJsonObject(value) ? value : new Map();
  const primaryMetric = readPrimaryMetric(wire.get('primary_metric_config'));
  if (primaryMetric === undefined) {
    const got = wire.get('primary_metric_config');
    throw new HyperDriveConfigError([
      violation('primary_metric_config', got, "an object with a name and a goal, 'maximize' or 'minimize'"),
    ]);
  }
  const sampling = samplingFromWire(wire.get('generator_config'));
  const policy = policyFromWire(wire.get('policy_config'));
  if (wire.has('generator_config')) warnOfUnknown('generator_config', sampling, onWarning);
  warnOfUnknown('policy_config', policy, onWarning);
  const platformConfig = wire.get('platform_config');
  return {
    validate: false,
    hyperparameterSampling: sampling,
    policy,
    primaryMetricName: primaryMetric.name,
    primaryMetricGoal: primaryMetric.goal,
    maxTotalRuns: readLimit(wire, 'max_total_jobs', onWarning),
    maxConcurrentRuns: readLimit(wire, 'max_concurrent_jobs', onWarning),
    maxDurationMinutes: readLimit(wire, 'max_duration_minutes', onWarning),
    runConfig: readTrialDefinition(platformConfig),
    platformConfig: isJsonObject(platformConfig) ? platformConfig : undefined,
    resumeFrom: runKeysFromWire(wire.get('resume_from')),
    resumeChildRuns: runKeysFromWire(wire.get('resume_child_runs')),
  };
}

/** Reads a number, also one written as text. */
export function readWireNumber(value: JsonValue | undefined): number | undefined {
  const isNumeral = typeof value === 'bigint' || (typeof value === 'string' && value.trim() !== '');
  const number = isNumeral ? Number(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}

/** `undefined` where there is none, NaN where it cannot be read. */
function readLimit(wire: JsonObject, name: string, onWarning: (message: string) => void): number | undefined {
  const value = wire.get(name) ?? undefined;
  if (value === undefined) return undefined;
  const number = readWireNumber(value);
  if (number === undefined) onWarning(`${name} cannot be read; the service's limit or default is used instead.`);
  return number ?? Number.NaN;
}

function readTrialDefinition(platformConfig: JsonValue | undefined): TrialDefinition | undefined {
  const definition = isJsonObject(platformConfig) ? platformConfig.get('Definition') : undefined;
  return isJsonObject(definition) ? trialDefinitionFromWire(definition.get('Overrides')) : undefined;
}

function warnOfUnknown(
  part: string,
  read: { readonly kind: string; readonly name: string },
  onWarning: (message: string) => void,
): void {
  if (read.kind !== 'unknown') return;
  const why = read.name === '' ? 'cannot be read' : `of the name ${JSON.stringify(read.name)} is not known here`;
  onWarning(`${part} ${why}; it is kept as it is.`);
}
