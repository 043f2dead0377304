import type { RunRecord } from '@hyperdrive-run/core';
import { isSweep } from '@hyperdrive-run/core/internal';
import type { BaseRun } from './base-run.js';
import { Experiment } from './experiment.js';
import { hydrateConfig } from './hydrate-config.js';
import { HyperDriveRun } from './hyperdrive-run.js';
import { Run } from './run.js';
import type { FoundBest } from './use-cases/best-run/find-best-run.js';

/** Makes run objects. The run classes reach it through their base class, which cannot import what extends it. */
export interface RunFactory {
  /** The run object for a fetched record. Does no I/O. */
  openRun(experiment: Experiment, record: RunRecord, parent?: BaseRun): Run | HyperDriveRun;
  /** A run object for an id alone. Does no I/O. */
  openById(experiment: Experiment, runId: string): Run;
}

export const runFactory: RunFactory = {
  openRun: (experiment, record, parent) =>
    isSweep(record) ? openSweep(experiment, record) : new Run(experiment, record.runId, { record, parent }),
  openById: (experiment, runId) => new Run(experiment, runId),
};

/** The sweep object for a fetched record. Does no I/O; its config is hydrated when it is first asked for. */
export function openSweep(experiment: Experiment, record: RunRecord): HyperDriveRun {
  return new HyperDriveRun(experiment, record.runId, () => hydrateConfig(record), { record });
}

/** The run object of the best child: in the experiment of the sweep that was asked, or in that of a resumed sweep. */
export function openBest({ run, sweep, backend }: FoundBest, asked: HyperDriveRun): Run {
  if (sweep.runId === asked.id) return new Run(asked.experiment, run.runId, { record: run, parent: asked });
  const home = new Experiment(backend, backend.scope.experimentName ?? asked.experiment.name);
  return new Run(home, run.runId, { record: run, parent: runFactory.openRun(home, sweep) });
}
