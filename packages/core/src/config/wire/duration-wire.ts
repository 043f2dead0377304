import type { JsonObject } from '../../json/json-value.js';

/**
 * The key of `platform_config` with a sweep's longest duration in seconds. Azure ML counts whole minutes and ignores the
 * key; the local service takes the seconds where they are given.
 */
const durationSecondsKey = 'MaxDurationSeconds';

/** Reads the seconds of a `platform_config`; `undefined` where there are none that can be used. */
export function readDurationSeconds(platformConfig: JsonObject | undefined): number | undefined {
  const seconds = platformConfig?.get(durationSecondsKey);
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

/** Writes the seconds into a `platform_config`, but for a duration that its whole minutes say already. */
export function writeDurationSeconds(
  platformConfig: JsonObject,
  { maxDurationSeconds, maxDurationMinutes }: Readonly<Record<'maxDurationSeconds' | 'maxDurationMinutes', number>>,
): JsonObject {
  const isWhole = maxDurationSeconds === maxDurationMinutes * 60;
  if (!isWhole) return new Map([...platformConfig, [durationSecondsKey, maxDurationSeconds]]);
  if (readDurationSeconds(platformConfig) === undefined) return platformConfig;
  return new Map([...platformConfig].filter(([key]) => key !== durationSecondsKey));
}
