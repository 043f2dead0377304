import { experimentSweepId } from '@hyperdrive-run/core';
import type { HyperDriveConfig, SearchSpace } from '@hyperdrive-run/core/config';
import { checkNonEmptyString, matchesFilter, type RunFilter } from '@hyperdrive-run/core/internal';
import { isSweep } from '@hyperdrive-run/core/internal-config';
import type { CallOptions, JobSubmission, SweepBackend } from '@hyperdrive-run/core/ports';
import { checkBackend, checkConfig } from './arguments/check-handles.js';
import { checkJob, checkLocalFiles } from './arguments/check-job.js';
import {
  anyObject,
  anyText,
  callback,
  callChecks,
  checkOptions,
  type OptionChecks,
} from './arguments/option-checks.js';
import { runFilterChecks } from './arguments/run-filter-checks.js';
import { hydrateConfig } from './hydrate-config.js';
import { HyperDriveRun } from './hyperdrive-run.js';
import { Run } from './run.js';
import { provideRunFactory, type RunFactory } from './run-factory.js';
import { planJob, submitJob } from './use-cases/jobs/submit-job.js';
import type { LoadSweepOptions } from './use-cases/lifecycle/load-sweep.js';
import { checkWarmStart } from './use-cases/warm-start/check-warm-start.js';

/** Which sweeps to return. */
export interface FindSweepsOptions extends CallOptions, RunFilter {}

/** @see FindSweepsOptions */
export const findSweepsChecks: OptionChecks<FindSweepsOptions> = { ...callChecks, ...runFilterChecks };

/** A sweep file as it was read, and the files that it names. */
export interface JobToSubmit<Space extends SearchSpace = SearchSpace> extends JobSubmission {
  /** What the file says that all services have in common. The run that comes back has it. */
  readonly config: HyperDriveConfig<Space>;
}

const jobChecks: OptionChecks<JobToSubmit> = {
  config: anyObject,
  job: anyObject,
  files: anyObject,
  onUpload: callback,
  onProgress: callback,
};

function checkJobToSubmit(sweep: JobToSubmit): void {
  checkOptions(sweep, jobChecks, 'sweep');
  checkConfig('config', sweep.config);
  checkJob(sweep.job);
  checkLocalFiles(sweep.files);
}

function isJobToSubmit<Space extends SearchSpace>(
  sweep: HyperDriveConfig<Space> | JobToSubmit<Space>,
): sweep is JobToSubmit<Space> {
  return typeof sweep === 'object' && sweep !== null && 'job' in sweep && 'files' in sweep;
}

/** Whoever holds a run holds an experiment: this is where all run classes are known. */
const factory: RunFactory = {
  openRun: (experiment, record, parent) =>
    isSweep(record) ? factory.openSweep(experiment, record) : new Run(experiment, record.runId, { record, parent }),
  openSweep: (experiment, record) =>
    new HyperDriveRun(experiment, record.runId, () => hydrateConfig(record), { record }),
  openBest({ run, sweep, backend }, asked) {
    if (sweep.runId === asked.id) return new Run(asked.experiment, run.runId, { record: run, parent: asked });
    const home = new Experiment(backend, backend.scope.experimentName ?? asked.experiment.name);
    return new Run(home, run.runId, { record: run, parent: factory.openRun(home, sweep) });
  },
  openById: (experiment, runId) => new Run(experiment, runId),
};

/** A named group of runs, in which sweeps are submitted and found. */
export class Experiment {
  static {
    provideRunFactory(factory);
  }

  readonly name: string;
  /** The backend, bound to this experiment. */
  readonly backend: SweepBackend;

  constructor(backend: SweepBackend, name: string) {
    checkBackend(backend);
    anyText('name', name);
    this.backend = backend;
    this.name = name;
  }

  /**
   * Submits a sweep and returns its run, which has just begun.
   * @param sweep a config; or a sweep file of Azure ML's, as `parseSweepFile` of `@hyperdrive-run/sweep-file` reads it for a target
   * that takes jobs, with the files that it names
   * @throws HyperDriveConfigError where the config cannot be submitted, or what it resumes does not fit; nothing was
   * submitted then
   * @throws LocalFilesError where a file of a job is missing or cannot be read; nothing was sent then
   * @throws UnsupportedOperationError where the service takes no jobs
   * @throws BackendError where the service refuses. A lost answer to a config is never tried again: that could start two sweeps.
   * A job that has a name may be submitted again, and is one job.
   */
  async submit<Space extends SearchSpace>(
    sweep: HyperDriveConfig<Space> | JobToSubmit<Space>,
    options: CallOptions = {},
  ): Promise<HyperDriveRun<Space>> {
    checkOptions(options, callChecks);
    if (isJobToSubmit(sweep)) {
      checkJobToSubmit(sweep);
      const record = await submitJob(this.backend, sweep, options);
      return new HyperDriveRun(this, record.runId, sweep.config, { record });
    }
    checkConfig('config', sweep);
    await checkWarmStart(this.backend, sweep, options);
    const record = await this.backend.submitSweep(sweep, options);
    return new HyperDriveRun(this, record.runId, sweep, { record });
  }

  /**
   * What {@link submit} would send for a job, as JSON: `[{method, path, query, body}]`. What only an answer tells is in braces. Sends
   * nothing, and needs no token.
   * @throws LocalFilesError where a file of the job is missing or cannot be read
   * @throws UnsupportedOperationError where the service takes no jobs
   */
  async planSubmit(sweep: JobToSubmit, options: CallOptions = {}): Promise<string> {
    checkJobToSubmit(sweep);
    checkOptions(options, callChecks);
    return planJob(this.backend, sweep, options);
  }

  /** The experiment's sweeps, newest first, fetched page by page as you go on. Filters are exact in case. */
  async *listSweeps(options: FindSweepsOptions = {}): AsyncGenerator<HyperDriveRun, void, undefined> {
    checkOptions(options, findSweepsChecks);
    const { signal, ...filter } = options;
    for await (const record of this.backend.listSweeps({ signal })) {
      if (matchesFilter(record, filter)) yield factory.openSweep(this, record);
    }
  }

  /**
   * Finds a run of this experiment by its id: a sweep as a `HyperDriveRun`, any other run as a `Run`.
   * @throws BackendError with code `run-not-found` where there is none
   */
  async getRun(runId: string, options: CallOptions = {}): Promise<Run | HyperDriveRun> {
    checkNonEmptyString('runId', runId);
    checkOptions(options, callChecks);
    return factory.openRun(this, await this.backend.getRun(runId, options));
  }

  /**
   * Opens all runs of the experiment as one sweep, where the service keeps no parent of them: those of a loop over MLflow's
   * `start_run`, or of Optuna's callback outside of a run. Its id is `experiment:<name>`; it can be read, not changed.
   * @throws HyperDriveRehydrateError without `primaryMetric`, which an experiment does not name; names what its runs logged
   * @throws BackendError with code `run-not-found` where there is no such experiment, or the service is not MLflow
   */
  async loadAsSweep(options: LoadSweepOptions = {}): Promise<HyperDriveRun> {
    return HyperDriveRun.load(this, experimentSweepId(this.name), options);
  }
}
