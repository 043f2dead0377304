import { isTerminalStatus } from '@hyperdrive-run/core';
import type { ChartTrial } from './chart-data.js';

/** A trial with when it ran and in which slot. */
export interface SlottedTrial {
  readonly trial: ChartTrial;
  readonly start: number;
  readonly end: number;
  readonly slot: number;
}

/**
 * Puts trials into slots, so that those of one slot ran one after the other: each into the first one that was free when it
 * began. Services do not say which slot a trial had; this is the least number of them.
 * @param now until when trials that have not ended are drawn
 * @returns those that have begun, by their start
 */
export function slotTrials(trials: readonly ChartTrial[], now: number): readonly SlottedTrial[] {
  const begun = trials.flatMap((trial) => {
    const start = trial.startTime?.getTime() ?? Number.NaN;
    const end = trial.endTime?.getTime() ?? (isTerminalStatus(trial.status) ? Number.NaN : Math.max(now, start));
    return Number.isFinite(start) && Number.isFinite(end) ? [{ trial, start, end: Math.max(start, end) }] : [];
  });
  const free: number[] = [];
  return begun
    .toSorted((a, b) => a.start - b.start)
    .map((one) => {
      const found = free.findIndex((time) => time <= one.start);
      const slot = found === -1 ? free.length : found;
      free[slot] = one.end;
      return { ...one, slot };
    });
}
