import { trialIndex } from '@hyperdrive-run/core/internal';
import type { ChartTrial } from './chart-data.js';

/** A trial's number in its sweep; its whole id where it has none. */
export function trialName({ runId, parentRunId }: Pick<ChartTrial, 'runId' | 'parentRunId'>): string {
  const number = parentRunId === undefined ? undefined : trialIndex(parentRunId, runId);
  return number === undefined ? runId : String(number);
}

/** The same in a sentence: "trial 7". */
export function trialTitle(trial: Pick<ChartTrial, 'runId' | 'parentRunId'>): string {
  return `trial ${trialName(trial)}`;
}
