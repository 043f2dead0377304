import { HyperDriveRehydrateError } from '../../errors/hyperdrive-rehydrate-error.js';
import { systemTagPrefix } from '../../hyperparameters/child-hyperparameters.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import type { PrimaryMetric } from '../../ranking/primary-metric.js';
import { HyperDriveConfig } from '../model/hyperdrive-config.js';
import { readWireNumber } from './config-from-wire.js';
import { listPartSources, metricPart, type PartSource, readPartText } from './part-sources.js';
import { readPrimaryMetric } from './primary-metric-wire.js';
import { runKeyFromWire } from './run-key-wire.js';

/** What reading a config from a run's tags needs beside them. */
export interface ConfigFromTagsOptions {
  /** The run's id, for the error. */
  readonly runId: string;
  /** Is called with a sentence for a person for each tag that had to be ignored. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** What to judge by instead of what the tags say; where it is given, they need not say anything. */
  readonly primaryMetric?: PrimaryMetric | undefined;
  /** What the service itself says of the config: each part that is of use goes before the tags. */
  readonly config?: JsonObject | undefined;
}

/** The parts of a config that a sweep keeps, and what each must be to be of use. */
const parts: readonly (readonly [name: string, isUsable: (value: JsonValue) => boolean])[] = [
  [metricPart, (value) => readPrimaryMetric(value) !== undefined],
  ['generator_config', isJsonObject],
  ['policy_config', isJsonObject],
  ['platform_config', isJsonObject],
  ['max_total_jobs', (value) => readWireNumber(value) !== undefined],
  ['max_concurrent_jobs', (value) => readWireNumber(value) !== undefined],
  ['max_duration_minutes', (value) => readWireNumber(value) !== undefined],
  ['resume_from', isJsonArray],
  ['resume_child_runs', isJsonArray],
];

/**
 * Reads a sweep's config from its parent run. Of each part what the service itself says counts, else the tag with the prefix `_aml_system_` counts, else the one
 * without, else the property; one that is empty or broken is passed over with a warning. Only the primary metric must
 * be found, unless it is given: all the rest may be missing, unknown or beyond today's limits, and is listed in `violations`.
 * @throws HyperDriveRehydrateError where no primary metric can be read, naming what was found
 */
export function configFromTags(
  tags: ReadonlyMap<string, string>,
  properties: ReadonlyMap<string, string>,
  options: ConfigFromTagsOptions,
): HyperDriveConfig {
  const onWarning = options.onWarning ?? (() => {});
  const wire = new Map<string, JsonValue>();
  const { primaryMetric } = options;
  for (const [name, isUsable] of parts) {
    if (name === metricPart && primaryMetric !== undefined) {
      wire.set(name, new Map(Object.entries({ name: primaryMetric.name, goal: primaryMetric.goal })));
      continue;
    }
    const own = options.config?.get(name);
    if (own !== undefined && isUsable(own)) {
      wire.set(name, own);
      continue;
    }
    const sources = listPartSources(name, tags, properties);
    const value = readPart(sources, isUsable, onWarning);
    if (value !== undefined) wire.set(name, name.startsWith('resume_') ? keepRunKeys(name, value, onWarning) : value);
    if (name === metricPart && readPrimaryMetric(value) === undefined) {
      throw new HyperDriveRehydrateError({ runId: options.runId, found: describeFound(sources) });
    }
  }
  return HyperDriveConfig.fromWire(wire, { onWarning });
}

/** Leaves out what names no run: nothing could be read there. */
function keepRunKeys(name: string, value: JsonValue, onWarning: (message: string) => void): JsonValue {
  if (!isJsonArray(value)) return [];
  const keys = value.filter((key) => runKeyFromWire(key).runId !== '');
  if (keys.length < value.length) {
    onWarning(`${value.length - keys.length} of the sweep's ${name} name no run and are left out.`);
  }
  return keys;
}

function readPart(
  sources: readonly PartSource[],
  isUsable: (value: JsonValue) => boolean,
  onWarning: (message: string) => void,
): JsonValue | undefined {
  let broken: JsonValue | undefined;
  for (const { label, text } of sources) {
    const value = readPartText(text);
    if (value !== undefined && isUsable(value)) return value;
    if (value === null) continue;
    onWarning(`The sweep's ${label} is ${text.trim() === '' ? 'empty' : 'broken'} and is passed over.`);
    // What nothing better replaces is kept as it is, for the reader to look at.
    if (text.trim() !== '') broken ??= value ?? text;
  }
  return broken;
}

function describeFound(sources: readonly PartSource[]): string {
  const looked = `the tags ${systemTagPrefix}primary_metric_config and primary_metric_config and the property primary_metric_config`;
  if (sources.length === 0) return `no primary metric was found; looked in ${looked}`;
  const found = sources.map(({ label, text }) => `${label} is ${JSON.stringify(text.slice(0, 100))}`).join(', ');
  return `its primary metric cannot be read: ${found}`;
}
