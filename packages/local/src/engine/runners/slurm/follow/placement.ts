import type { JobPlacement } from '../../trial-runner.js';
import { jobPhase } from '../commands/job-state.js';
import type { LaunchView } from './launch-view.js';

/** Where a launch is, for people: its job's id, its node, and in SLURM's words what it waits for. */
export function placementOf({ signs, jobs }: LaunchView): JobPlacement {
  const { claim } = signs;
  if (claim?.kind === 'claimed') return { engineId: claim.jobId, node: claim.node, waitsFor: null };
  const job = jobs?.find(({ state }) => jobPhase(state) !== 'ended');
  if (job === undefined) return {};
  const waitsFor = jobPhase(job.state) === 'waiting' ? job.reason : null;
  return { engineId: job.id, waitsFor, ...(job.nodes === '' ? {} : { node: job.nodes }) };
}

/** Hands on where a launch is, each time that it changes. */
export interface PlacementReporter {
  readonly report: (placement: JobPlacement) => void;
  readonly onPlacement: (listener: (placement: JobPlacement) => void) => void;
}

export function createPlacementReporter(): PlacementReporter {
  let listener = (_placement: JobPlacement): void => {};
  let last: JobPlacement = {};
  return {
    report(placement) {
      const next = { ...last, ...placement };
      if (JSON.stringify(next) === JSON.stringify(last)) return;
      last = next;
      listener(next);
    },
    onPlacement(given) {
      listener = given;
      if (Object.keys(last).length > 0) given(last);
    },
  };
}
