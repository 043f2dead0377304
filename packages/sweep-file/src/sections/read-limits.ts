import { maxDurationMinutesLimit } from '@hyperdrive-run/core/internal-config';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';

/** What `limits` says. What it does not say is left to the config's own defaults. */
export interface SweepLimits {
  readonly maxTotalTrials: number | undefined;
  readonly maxConcurrentTrials: number | undefined;
  /** The longest time that the sweep may take, in seconds. */
  readonly timeoutSeconds: number | undefined;
  /** The place of the time of one trial, which goes into the trial's definition. */
  readonly trialTimeout: Place;
}

/** Reads `limits`. Whether the numbers are in their bounds is checked by the config itself. */
export function readLimits(reader: FileReader, place: Place): SweepLimits {
  const map = reader.readMap(place, 'a mapping', 'optional');
  const known = ['max_total_trials', 'max_concurrent_trials', 'timeout', 'trial_timeout'];
  if (map !== undefined) reader.checkOtherKeys(map, place.path, known, 'limits');
  const read = (key: string, takes = 'a whole number'): number | undefined => {
    const number = reader.readNumber(placeOf(map, place.path, key), takes, 'optional');
    return number === undefined ? undefined : Number(number);
  };
  const timeout = placeOf(map, place.path, 'timeout');
  const timeoutSeconds = read('timeout', 'a number of seconds above 0');
  // The config counts minutes; what is out of its bounds is said here in the file's seconds.
  const maxSeconds = maxDurationMinutesLimit * 60;
  const isUsable = timeoutSeconds !== undefined && timeoutSeconds > 0 && timeoutSeconds <= maxSeconds;
  if (timeoutSeconds !== undefined && !isUsable) {
    const bound = timeoutSeconds > 0 ? `of at most ${maxSeconds} (30 days)` : 'above 0';
    reader.refuse(timeout, `a number of seconds ${bound}`);
  }
  return {
    maxTotalTrials: read('max_total_trials'),
    maxConcurrentTrials: read('max_concurrent_trials'),
    timeoutSeconds: isUsable ? timeoutSeconds : undefined,
    trialTimeout: placeOf(map, place.path, 'trial_timeout'),
  };
}
