import { InvalidArgumentError, type RunRecord, type RunScope } from '@hyperdrive-run/core';
import { checkNonEmptyString, matchesFilter } from '@hyperdrive-run/core/internal';
import type { CallOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { checkBackend } from './arguments/check-handles.js';
import { callChecks, checkOptions } from './arguments/option-checks.js';
import { Experiment, type FindSweepsOptions, findSweepsChecks } from './experiment.js';
import type { HyperDriveRun } from './hyperdrive-run.js';
import type { Run } from './run.js';
import { runFactory } from './run-factory.js';

/** A place where sweeps run: an Azure ML workspace, a local service, ... Made by `connect`, or from any backend. */
export class Workspace {
  readonly backend: SweepBackend;

  /** @param backend whatever implements core's port, also one of your own */
  constructor(backend: SweepBackend) {
    checkBackend(backend);
    this.backend = backend;
  }

  /** Where this workspace looks for runs. */
  get scope(): RunScope {
    return this.backend.scope;
  }

  /**
   * An experiment of this workspace. Does no I/O.
   * @param name may be left out where the workspace's address names an experiment
   * @throws InvalidArgumentError where there is no name, or an empty one
   */
  experiment(name: string | undefined = this.scope.experimentName): Experiment {
    if (name === undefined) {
      throw new InvalidArgumentError({
        option: 'experiment name',
        got: name,
        takes: 'the name of an experiment',
        hint: "Pass a name, or connect to an address that ends in '?experiment=NAME'.",
      });
    }
    checkNonEmptyString('experiment name', name);
    return new Experiment(this.backend.withScope({ experimentName: name }), name);
  }

  /**
   * The sweeps of the workspace's experiment, or of all its experiments where none is chosen; newest first, fetched page
   * by page as you go on. Not every service lists the latter; the local one does. Filters are exact in case.
   */
  async *listSweeps(options: FindSweepsOptions = {}): AsyncGenerator<HyperDriveRun, void, undefined> {
    checkOptions(options, findSweepsChecks);
    const { signal, ...filter } = options;
    for await (const record of this.backend.listSweeps({ signal })) {
      if (matchesFilter(record, filter)) yield runFactory().openSweep(this.#homeOf(record), record);
    }
  }

  /**
   * Finds any run of the workspace by its id: a sweep as a `HyperDriveRun`, any other run as a `Run`.
   * @throws BackendError with code `run-not-found` where there is none
   */
  async getRun(runId: string, options: CallOptions = {}): Promise<Run | HyperDriveRun> {
    checkNonEmptyString('runId', runId);
    checkOptions(options, callChecks);
    const record = await this.backend.getRun(runId, options);
    return runFactory().openRun(this.#homeOf(record), record);
  }

  /** The experiment that a run belongs to; one without a name where nobody names it. */
  #homeOf(record: RunRecord): Experiment {
    const name = record.experimentName ?? this.scope.experimentName;
    return name === undefined ? new Experiment(this.backend, '') : this.experiment(name);
  }
}
