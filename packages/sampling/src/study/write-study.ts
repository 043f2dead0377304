import { policyToJson, samplingToJson } from '@hyperdrive-run/core/config';
import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import type { KeptTrial } from './kept-trial.js';
import type { StudySetup } from './study-setup.js';

/** The form of a saved study; another number is another form. */
export const studyVersion = 1;

/** Writes a study as JSON that every parser takes. What JSON has no number for (NaN, infinities) is text. */
export function writeStudy(setup: StudySetup, trials: readonly KeptTrial[]): string {
  return writeJson(
    new Map<string, JsonValue>([
      ['version', studyVersion],
      ['goal', setup.goal],
      ['seed', setup.seed],
      ['sampling', samplingToJson(setup.sampling)],
      ['policy', policyToJson(setup.policy)],
      ['startWith', setup.startWith],
      [
        'known',
        setup.known.map(
          ({ point, value }) =>
            new Map<string, JsonValue>([
              ['point', point],
              ['value', value ?? null],
            ]),
        ),
      ],
      [
        'trials',
        trials.map(
          ({ point, status, isStopped, reports }) =>
            new Map<string, JsonValue>([
              ['point', point],
              ['status', status],
              ['isStopped', isStopped],
              ['reports', [...reports]],
            ]),
        ),
      ],
    ]),
  );
}
