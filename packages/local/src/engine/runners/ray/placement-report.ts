import type { JobPlacement } from '../trial-runner.js';

/** Says where a job is, to one who listens. */
export interface PlacementReport {
  /** What is known now. What was said before is not said again. */
  report(placement: JobPlacement): void;
  /** The last word: later ones are not passed on. */
  end(placement: JobPlacement): void;
  readonly listen: (listener: (placement: JobPlacement) => void) => void;
}

export function createPlacementReport(): PlacementReport {
  let known: JobPlacement = {};
  let said: JobPlacement = {};
  let isOver = false;
  let listener: ((placement: JobPlacement) => void) | undefined;

  function say(): void {
    const isNew = known.engineId !== said.engineId || known.node !== said.node || known.waitsFor !== said.waitsFor;
    if (listener === undefined || !isNew) return;
    said = known;
    listener(known);
  }

  function report(placement: JobPlacement): void {
    if (isOver) return;
    known = { ...known, ...placement };
    say();
  }

  return {
    report,
    end(placement) {
      report(placement);
      isOver = true;
    },
    listen(next) {
      listener = next;
      say();
    },
  };
}
