import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { configPathToFilePath } from '../config-words/config-path-to-file-path.js';
import { type FileReader, placeOf } from '../reader/file-reader.js';

/**
 * Warns of the defaults of limits that a file does not name, as they are what a sweep costs, and of limits that are not
 * advised.
 * @param ofThisMachine whether the default of the trials at once is the number of this machine's cores
 */
export function warnOfLimits(
  reader: FileReader,
  root: JsonObject,
  { config, ofThisMachine }: { readonly config: HyperDriveConfig; readonly ofThisMachine: boolean },
): void {
  const limits = root.get('limits');
  const map = isJsonObject(limits) ? limits : undefined;
  const given = (key: string): JsonValue | undefined => map?.get(key) ?? undefined;
  const warn = (key: string, message: string): void => reader.warn(placeOf(map, ['limits'], key), message);
  const { maxTotalRuns, maxConcurrentRuns } = config;
  const areCores = given('max_concurrent_trials') === undefined && maxConcurrentRuns < maxTotalRuns && ofThisMachine;
  if (given('max_total_trials') === undefined) {
    const atOnce = areCores ? `, ${maxConcurrentRuns} at once, as many as this machine has cores` : '';
    const message = `is missing: at most ${maxTotalRuns} trials are run${atOnce}. Azure ML refuses this: it must be given`;
    warn('max_total_trials', message);
  } else if (areCores) {
    const many = maxConcurrentRuns === 1 ? '1 trial runs' : `${maxConcurrentRuns} trials run`;
    warn('max_concurrent_trials', `is missing: ${many} at once, as many as this machine has cores`);
  }
  for (const { path, got, why } of config.advice) {
    const value = path === 'maxDurationMinutes' ? config.maxDurationSeconds : got;
    reader.warn({ path: configPathToFilePath(path), value: undefined }, `is ${value}: ${why}`);
  }
}
