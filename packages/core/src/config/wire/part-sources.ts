import { systemTagPrefix } from '../../hyperparameters/child-hyperparameters.js';
import type { JsonValue } from '../../json/json-value.js';
import { parseJson } from '../../json/parse-json.js';
import type { PrimaryMetric } from '../../ranking/primary-metric.js';
import type { RunRecord } from '../../runs/run.js';
import { readPrimaryMetric } from './primary-metric-wire.js';

/** The part of a sweep's config that says what it is judged by. */
export const metricPart = 'primary_metric_config';

/** A text of a run that a part of its config is read from. */
export interface PartSource {
  readonly label: string;
  readonly text: string;
}

/** The texts of a run that may hold a part of its config, the one that counts first. */
export function listPartSources(
  name: string,
  tags: ReadonlyMap<string, string>,
  properties: ReadonlyMap<string, string>,
): readonly PartSource[] {
  const candidates: readonly (readonly [string, string | undefined])[] = [
    [`tag ${systemTagPrefix}${name}`, tags.get(systemTagPrefix + name)],
    [`tag ${name}`, tags.get(name)],
    [`property ${name}`, properties.get(name)],
  ];
  return candidates.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]));
}

/** The value that a text holds; `undefined` where it is no JSON. */
export function readPartText(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Every primary metric that a sweep's run names and that can be read, the one that counts first. */
export function listPrimaryMetrics({
  tags,
  properties,
  config,
}: Pick<RunRecord, 'tags' | 'properties' | 'config'>): readonly PrimaryMetric[] {
  const named = listPartSources(metricPart, tags, properties).map(({ text }) => readPartText(text));
  return [config?.get(metricPart), ...named].map(readPrimaryMetric).filter((metric) => metric !== undefined);
}
