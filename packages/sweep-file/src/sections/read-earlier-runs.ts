import type { RunKey } from '@hyperdrive-run/core/config';
import { isJsonArray } from '@hyperdrive-run/core/json';
import type { FileReader, Place } from '../reader/file-reader.js';

/** Keys of ours, which Azure ML's own files do not have: sweeps to resume from, and trials to run again, by their ids. */
export const earlierRunKeys = ['resume_from', 'resume_child_runs'] as const;

/** Reads ids of earlier runs: one, or a list of them. Where each of them lives is for whoever submits to find out. */
export function readEarlierRuns(reader: FileReader, place: Place): readonly RunKey[] {
  if (place.value === undefined || place.value === null) return [];
  const ids = isJsonArray(place.value) ? place.value : [place.value];
  return ids.flatMap((id, index) => {
    if (typeof id === 'string' && id !== '') return [{ runId: id, runScope: {} }];
    reader.refuse({ path: [...place.path, index], value: id }, 'the id of a run');
    return [];
  });
}
