import type { HyperDriveConfig, JsonObject } from '@hyperdrive-run/core';

/**
 * The key of `platform_config` that holds a sweep's maximum duration in seconds. Azure ML counts whole minutes; the
 * local service takes the seconds where they are given, and Azure ML passes over the key.
 */
const durationSecondsKey = 'MaxDurationSeconds';

/** How long a sweep may take, in milliseconds. */
export function maxDurationMs(config: HyperDriveConfig): number {
  const seconds = config.platformConfig?.get(durationSecondsKey);
  const isUsable = typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0;
  return isUsable ? seconds * 1000 : config.maxDurationMinutes * 60_000;
}

/** The part of a `platform_config` that carries a duration that is no whole number of minutes. */
export function durationInSeconds(seconds: number): JsonObject {
  return seconds % 60 === 0 ? new Map() : new Map([[durationSecondsKey, seconds]]);
}
