import {
  HyperDriveError,
  type HyperDriveRun,
  isTerminalStatus,
  plannedTrials,
  type RunStatus,
  recordedBestFromProperties,
} from '@hyperdrive-run/sdk';

/** What a list shows of a sweep beside its record. */
export interface SweepOverview {
  /** How many of its trials have ended. `undefined`: that would take a listing of them. */
  readonly ended?: number | undefined;
  /** How many trials it has in all, or is to have at most. */
  readonly trials?: number | undefined;
  /** The best value of its primary metric so far. */
  readonly best?: number | undefined;
}

/** So many sweeps are asked about at once. */
const atOnce = 8;

/**
 * Asks about sweeps what a listing does not say, each in as few requests as its service makes possible: one that
 * can count the trials, and for a sweep that has not ended one that knows which of them lead. What would take a listing is left out.
 * @param isFree whether a listing costs nothing, as in a file that was read whole
 */
export async function readOverviews(
  sweeps: readonly HyperDriveRun[],
  isFree: boolean,
): Promise<ReadonlyMap<string, SweepOverview>> {
  const overviews = new Map<string, SweepOverview>();
  const waiting = [...sweeps];
  async function work(): Promise<void> {
    for (let sweep = waiting.shift(); sweep !== undefined; sweep = waiting.shift()) {
      overviews.set(sweep.id, await readOverview(sweep, isFree));
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return overviews;
}

/** A list does not fail for a part of one of its lines. */
async function readOverview(sweep: HyperDriveRun, isFree: boolean): Promise<SweepOverview> {
  try {
    const [counts, best] = await Promise.all([countTrials(sweep, isFree), findBestValue(sweep, isFree)]);
    return { ...counts, best };
  } catch (error) {
    if (HyperDriveError.isInstance(error)) return {};
    throw error;
  }
}

async function countTrials(sweep: HyperDriveRun, isFree: boolean): Promise<Pick<SweepOverview, 'ended' | 'trials'>> {
  if (!isFree && sweep.experiment.backend.countChildRuns === undefined) return {};
  const counts = await sweep.countTrials();
  const sum = (of: (status: RunStatus) => boolean): number =>
    [...counts].reduce((total, [status, count]) => total + (of(status) ? count : 0), 0);
  const known = sum(() => true);
  const { hyperdriveConfig: config, record } = sweep;
  // A retried trial is one more than was planned, and a sweep may end before it has had them all.
  const planned = config.hasLimits ? plannedTrials(config, record) : known;
  return { ended: sum(isTerminalStatus), trials: Math.max(planned, known) };
}

async function findBestValue(sweep: HyperDriveRun, isFree: boolean): Promise<number | undefined> {
  const recorded = sweep.record && recordedBestFromProperties(sweep.record);
  if (recorded !== undefined) return recorded.value;
  if (!isFree && sweep.experiment.backend.getLeadingChildren === undefined) return undefined;
  const best = await sweep.findBestRun({ includeResumeFromRuns: false, onUnreadable: 'report', reuseRecord: true });
  return best?.value;
}
