import {
  type ChildSummary,
  HyperDriveNotImplementedError,
  type Hyperparameters,
  type RunStatus,
} from '@hyperdrive-run/core';
import type { HyperDriveConfig, HyperparametersOf, SearchSpace } from '@hyperdrive-run/core/config';
import { checkNonEmptyString, findHyperparameters, type SourcedHyperparameters } from '@hyperdrive-run/core/internal';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { checkConfig, checkExperiment } from './arguments/check-handles.js';
import { checkSweepId } from './arguments/check-sweep-id.js';
import { callChecks, checkOptions } from './arguments/option-checks.js';
import { BaseRun, type KnownSweep } from './base-run.js';
import {
  type BestRun,
  type BestRunExplanation,
  type FindOrExplainBestRunOptions,
  findOrExplainChecks,
  sweepOptions,
} from './best-run.js';
import type { Experiment } from './experiment.js';
import type { SweepMetrics } from './metric-maps.js';
import type { Run } from './run.js';
import { runFactory } from './run-factory.js';
import { type BestReasons, explainBest, findOrExplainBest } from './use-cases/best-run/explain-best.js';
import { type FindBestRunOptions, findBestRunChecks } from './use-cases/best-run/find-best-run.js';
import type { GoalSource } from './use-cases/best-run/resolve-primary-metric.js';
import {
  type CollectHyperparametersOptions,
  collectHyperparameters,
  collectHyperparametersChecks,
} from './use-cases/children/collect-hyperparameters.js';
import { countTrials } from './use-cases/children/count-trials.js';
import {
  type EarlyTerminationExplanation,
  type ExplainEarlyTerminationOptions,
  explainEarlyTerminationChecks,
  explainTrial,
} from './use-cases/children/explain-trial.js';
import {
  type ListSortedChildrenOptions,
  listSortedChildren,
  listSortedChildrenChecks,
} from './use-cases/children/list-sorted-children.js';
import { spaceCheckOf, typedHyperparameters } from './use-cases/children/typed-hyperparameters.js';
import { type LoadSweepOptions, loadSweep } from './use-cases/lifecycle/load-sweep.js';
import { type SweepUpdate, type WatchOptions, watchSweep } from './use-cases/lifecycle/watch-sweep.js';
import {
  type ReadSweepMetricsOptions,
  readSweepMetrics,
  readSweepMetricsChecks,
} from './use-cases/metrics/read-sweep-metrics.js';
import {
  type StreamSweepMetricsOptions,
  type SweepMetricsStream,
  streamSweepMetrics,
} from './use-cases/metrics/stream-sweep-metrics.js';

/**
 * A hyperparameter sweep: manage it, check its status, read it and its child runs, find the best one.
 * @example
 * const sweep = await HyperDriveRun.load(workspace.experiment('iris'), 'HD_7f3a...');
 * const best = await sweep.getBestRunByPrimaryMetric();
 * @typeParam Space the search space of the config that the sweep was made with; of one that was opened by its id, any
 * @typeParam Values what a trial's hyperparameters are then; never given, so that a sweep with one space is a sweep with any
 */
export class HyperDriveRun<
  Space extends SearchSpace = SearchSpace,
  Values extends Hyperparameters = HyperparametersOf<Space>,
> extends BaseRun {
  static readonly RUN_TYPE = 'hyperdrive';
  static readonly HYPER_DRIVE_RUN_USER_AGENT = 'sdk_run_hyper_drive';

  /** Who set the goal of the primary metric: the config, or whoever opened the sweep with a metric of its own. */
  readonly goalSource: GoalSource;
  #config: HyperDriveConfig<Space> | (() => HyperDriveConfig<Space>);
  readonly #checkSpace: (values: Hyperparameters) => boolean;

  /**
   * A sweep whose config you have, as after a submit. Does no I/O. To open one by its id use {@link HyperDriveRun.load}.
   * @param hyperdriveConfig the config, or a function that makes it when it is first asked for, as from the sweep's run
   * @throws InvalidArgumentError where there is no experiment or no config
   * @throws HyperDriveConfigError where `runId` is no non-empty string
   */
  constructor(
    experiment: Experiment,
    runId: string,
    hyperdriveConfig: HyperDriveConfig<Space> | (() => HyperDriveConfig<Space>),
    known: KnownSweep = {},
  ) {
    super(experiment, checkSweepId(runId), known);
    if (typeof hyperdriveConfig !== 'function') checkConfig('hyperdriveConfig', hyperdriveConfig);
    this.goalSource = known.goalSource ?? 'config';
    this.#config = hyperdriveConfig;
    this.#checkSpace = spaceCheckOf(hyperdriveConfig);
  }

  /**
   * Opens a sweep that exists: fetches its run and hydrates the config from it.
   * @throws HyperDriveConfigError where `runId` is no non-empty string
   * @throws HyperDriveRehydrateError where the run is no sweep, or names no primary metric; says what its children logged
   * @throws InvalidArgumentError where `primaryMetric` has no name, or no goal and no trials that name one
   * @throws BackendError with code `run-not-found` where there is no such run
   */
  static async load(experiment: Experiment, runId: string, options: LoadSweepOptions = {}): Promise<HyperDriveRun> {
    checkExperiment(experiment);
    const { record, config, goalSource } = await loadSweep(experiment.backend, checkSweepId(runId), options);
    return new HyperDriveRun(experiment, runId, () => config, { record, goalSource });
  }

  /**
   * The config that the sweep was submitted with.
   * @throws HyperDriveRehydrateError where the run was found in a listing and names no primary metric
   */
  get hyperdriveConfig(): HyperDriveConfig<Space> {
    if (typeof this.#config === 'function') this.#config = this.#config();
    return this.#config;
  }

  /**
   * Cancels the sweep and its unfinished children.
   * @returns true where the service accepted; the children end a little later, see `waitForCompletion`
   * @throws BackendError with code `run-not-found`, `already-finished` or `refused`
   */
  async cancel(options: CallOptions = {}): Promise<boolean> {
    checkOptions(options, callChecks);
    await this.backend.cancelSweep(this.id, options);
    return true;
  }

  /**
   * The child with the best primary metric under the sweep's goal. What the service recorded as its winner counts, as
   * in the Python class; else, and by a metric that the caller named, all children are compared, ties going to the child
   * that was started last.
   * Where another run may still turn out to be better, `onProvisional` is called; `explainBestRun` returns why.
   * @returns `undefined` where no child that may win has the metric
   * @throws UnreadableMetricsError where the table of the recorded winner, or some child's metrics, cannot be read
   * @throws BackendError where the run of the recorded winner cannot be read. With `onUnreadable: 'report'` all children
   * that can be read are compared instead in these cases, and the best is provisional.
   * @throws InvalidArgumentError where a flag is no boolean
   * @example
   * const best = await sweep.getBestRunByPrimaryMetric({ includeFailed: false, signal: AbortSignal.timeout(30_000) });
   */
  async getBestRunByPrimaryMetric(options: FindBestRunOptions = {}): Promise<Run | undefined> {
    return (await this.findBestRun(options))?.run;
  }

  /**
   * The child that `getBestRunByPrimaryMetric` returns, with what the search knows of it: its value, who says so, its
   * sweep and hyperparameters. Makes no request beyond those of the search. Rejects as `getBestRunByPrimaryMetric` does.
   * @returns `undefined` where no child that may win has the metric
   * @example
   * const best = await sweep.findBestRun();
   * if (best) console.log(best.run.id, best.value, best.hyperparameters);
   */
  async findBestRun(options: FindOrExplainBestRunOptions = {}): Promise<BestRun<Values> | undefined> {
    checkOptions(options, findOrExplainChecks);
    const parent = await this.fetchRecord(sweepOptions(options));
    const { onMissing, ...search } = options;
    const missing: ((reasons: BestReasons) => void) | undefined =
      onMissing && ((reasons) => onMissing({ ...reasons, goalSource: this.goalSource, best: undefined }));
    const best = await findOrExplainBest(this.backend, parent, this.hyperdriveConfig, search, missing);
    if (best === undefined) return undefined;
    const { run, value, source, sweep } = best;
    const found = findHyperparameters(sweep, run)?.values;
    const hyperparameters = found && this.#isOfSpace(found) ? found : undefined;
    return {
      run: runFactory().openBest(best, this),
      value,
      source,
      sweepId: sweep.runId,
      hyperparameters,
    };
  }

  /**
   * The run of `getBestRunByPrimaryMetric` with the reasons: its value and who says so, the children that tie with
   * it, those that could not win and why, whether it may still change; or why there is no best run.
   * Reads all children; those that cannot be read are listed as such.
   * @throws InvalidArgumentError where a flag is no boolean
   * @throws HyperDriveError where the recorded winner cannot be read, as `getBestRunByPrimaryMetric`
   */
  async explainBestRun(options: FindBestRunOptions = {}): Promise<BestRunExplanation> {
    checkOptions(options, findBestRunChecks);
    const parent = await this.fetchRecord(sweepOptions(options));
    const { found, reasons } = await explainBest(this.backend, parent, this.hyperdriveConfig, options);
    return {
      ...reasons,
      goalSource: this.goalSource,
      best: found && runFactory().openBest(found, this),
    };
  }

  /**
   * Why the sweep's early termination policy stopped a trial, or kept it: what the run recorded, and the decision at
   * each interval, recomputed from what all trials logged. Works on sweeps of any service.
   * @param runId the trial's id
   * @throws InvalidArgumentError where the sweep has no such child
   * @throws UnreadableMetricsError where some trial's metrics cannot be read (see `onUnreadable`)
   * @example
   * const { recorded, decisions } = await sweep.explainEarlyTermination('HD_7f3a..._4');
   * for (const decision of decisions) console.log(describeDecision(decision, 'accuracy'));
   */
  async explainEarlyTermination(
    runId: string,
    options: ExplainEarlyTerminationOptions = {},
  ): Promise<EarlyTerminationExplanation> {
    checkNonEmptyString('runId', runId);
    checkOptions(options, explainEarlyTerminationChecks);
    const parent = await this.fetchRecord({ signal: options.signal });
    return explainTrial(this.backend, parent, this.hyperdriveConfig, runId, options);
  }

  /**
   * The children sorted by their best primary metric: descending under `maximize`, ascending under `minimize`.
   * Children without the metric come last in listing order, or are left out.
   * @throws UnreadableMetricsError where some child's metrics cannot be read (see `onUnreadable`)
   * @throws InvalidArgumentError where `top` is no non-negative integer or a flag is no boolean
   */
  async getChildrenSortedByPrimaryMetric(options: ListSortedChildrenOptions = {}): Promise<ChildSummary[]> {
    checkOptions(options, listSortedChildrenChecks);
    const parent = await this.fetchRecord(sweepOptions(options));
    return listSortedChildren(this.backend, parent, this.hyperdriveConfig.primaryMetric, options);
  }

  /** How many trials the sweep has in each status, counted by the service where it can do that. */
  async countTrials(options: CallOptions = {}): Promise<Map<RunStatus, number>> {
    return countTrials(this.backend, this.id, options);
  }

  /**
   * The hyperparameters of all children, by child id; of a sweep whose config you have, typed by its search space.
   * @throws BackendError with code `unexpected-answer` where a child's are not of that search space
   */
  async getHyperparameters(options: CollectHyperparametersOptions = {}): Promise<Map<string, Values>> {
    return typedHyperparameters(await this.getHyperparameterSources(options), (values) => this.#isOfSpace(values));
  }

  /** The hyperparameters of all children, by child id, each with the place that contains them. */
  async getHyperparameterSources(
    options: CollectHyperparametersOptions = {},
  ): Promise<Map<string, SourcedHyperparameters>> {
    checkOptions(options, collectHyperparametersChecks);
    const parent = await this.fetchRecord({ signal: options.signal });
    return collectHyperparameters(this.backend, parent, options);
  }

  /**
   * The metrics of all children, by child id. As JSON they have the shape of Python's `get_metrics`.
   * @throws UnreadableMetricsError where some child's metrics cannot be read (see `onUnreadable`)
   */
  async getMetrics(options: ReadSweepMetricsOptions = {}): Promise<SweepMetrics> {
    checkOptions(options, readSweepMetricsChecks);
    return readSweepMetrics(this.backend, this.id, options);
  }

  /**
   * The metrics of all children in listing order, one child after the other, without keeping those of a long sweep in memory.
   * @throws UnreadableMetricsError after the last one, where some child's metrics cannot be read (see `onUnreadable`)
   */
  streamMetrics(options: StreamSweepMetricsOptions = {}): SweepMetricsStream {
    return streamSweepMetrics(this.backend, this.id, options);
  }

  /**
   * Looks at the sweep again and again until it has ended: its status, its children by status, the best so far, the time
   * that it took and will take. The update of the end is always the last one.
   * @throws BackendError with code `timed-out` after `timeoutMs`
   * @example
   * for await (const { status, finishedChildren, bestSoFar } of sweep.watch()) {
   *   console.log(status, finishedChildren, bestSoFar?.bestPrimaryMetric);
   * }
   */
  watch(options: WatchOptions = {}): AsyncGenerator<SweepUpdate, void, undefined> {
    return watchSweep(this.backend, this.id, this.hyperdriveConfig, options);
  }

  /**
   * Not supported for a sweep, as documented for the Python class.
   * @deprecated use `cancel()`
   * @throws HyperDriveNotImplementedError always
   */
  async fail(): Promise<never> {
    throw new HyperDriveNotImplementedError('fail', 'Use cancel() to end a sweep.');
  }

  /**
   * Not supported for a sweep, as documented for the Python class.
   * @deprecated use `getDetails()`
   * @throws HyperDriveNotImplementedError always
   */
  async getDiagnostics(): Promise<never> {
    throw new HyperDriveNotImplementedError('getDiagnostics', 'Use getDetails() and the log files that it names.');
  }

  #isOfSpace(values: Hyperparameters): values is Values {
    return this.#checkSpace(values);
  }
}
