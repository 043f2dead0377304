import type { RunRecord } from '@hyperdrive-run/core';
import type { BaseRun } from './base-run.js';
import type { Experiment } from './experiment.js';
import type { HyperDriveRun } from './hyperdrive-run.js';
import type { Run } from './run.js';
import type { FoundBest } from './use-cases/best-run/find-best-run.js';

/** Makes run objects without I/O. */
export interface RunFactory {
  /** The run object for a fetched record. */
  openRun(experiment: Experiment, record: RunRecord, parent?: BaseRun): Run | HyperDriveRun;
  /** The sweep object for a fetched record; its config is hydrated when it is first asked for. */
  openSweep(experiment: Experiment, record: RunRecord): HyperDriveRun;
  /** The run object of the best child: in the experiment of the sweep that was asked, or in that of a resumed sweep. */
  openBest(found: FoundBest, asked: BaseRun): Run;
  /** A run object for an id alone. */
  openById(experiment: Experiment, runId: string): Run;
}

let provided: RunFactory | undefined;

/**
 * Called by `Experiment`, which knows all run classes and without which there is no run. They cannot import what imports
 * them: a class must be there before those that extend it.
 */
export function provideRunFactory(factory: RunFactory): void {
  provided = factory;
}

/** What makes run objects. */
export function runFactory(): RunFactory {
  if (provided === undefined) throw new Error('Run objects are made once the class Experiment is loaded.');
  return provided;
}
