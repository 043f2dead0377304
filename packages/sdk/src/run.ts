import { type Hyperparameters, isTerminalStatus, type RunRecord } from '@hyperdrive-run/core';
import { checkNonEmptyString, findHyperparameters } from '@hyperdrive-run/core/internal';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { callChecks, checkOptions } from './arguments/option-checks.js';
import { BaseRun, type KnownRun } from './base-run.js';
import type { Experiment } from './experiment.js';
import type { RunMetrics } from './metric-maps.js';
import { getRunDefinitions } from './use-cases/children/get-run-definitions.js';
import {
  type ReadRunMetricsOptions,
  readRunMetrics,
  readRunMetricsChecks,
} from './use-cases/metrics/read-run-metrics.js';

/** Any run that is no sweep: most often one child of a sweep. */
export class Run extends BaseRun {
  /**
   * Does no I/O: the service is asked when you ask the run.
   * @throws InvalidArgumentError where `runId` is no non-empty string
   */
  constructor(experiment: Experiment, runId: string, known: KnownRun = {}) {
    super(experiment, checkNonEmptyString('runId', runId), known);
  }

  /**
   * Everything that the run logged, by metric name, with every point.
   * @throws BackendError where it cannot be read
   */
  async getMetrics(options: ReadRunMetricsOptions = {}): Promise<RunMetrics> {
    checkOptions(options, readRunMetricsChecks);
    return readRunMetrics(this.backend, this.id, options);
  }

  /** The hyperparameters that the sweep gave to this run, `undefined` where nothing contains them. */
  async getHyperparameters(options: CallOptions = {}): Promise<Hyperparameters | undefined> {
    checkOptions(options, callChecks);
    const child = await this.fetchRecord(options);
    const parent = await this.#parentRecord(child, options);
    const noTags = new Map<string, string>();
    const found = findHyperparameters(parent ?? { tags: noTags }, child);
    if (found !== undefined) return found.values;
    for await (const definition of getRunDefinitions(this.backend, [this.id], options)) {
      return findHyperparameters({ tags: noTags, config: parent?.config }, definition)?.values;
    }
    return undefined;
  }

  /** The parent's record: the one at hand where the parent has ended, as only its tags of an ended sweep are whole. */
  async #parentRecord(child: RunRecord, options: CallOptions): Promise<RunRecord | undefined> {
    if (child.parentRunId === undefined) return undefined;
    const known = this.parent?.record;
    const isAtHand = known !== undefined && known.runId === child.parentRunId && isTerminalStatus(known.status);
    return isAtHand ? known : this.backend.getRun(child.parentRunId, options);
  }

  /** Asks the service to cancel this run alone. Its siblings go on. */
  async cancel(options: CallOptions = {}): Promise<boolean> {
    checkOptions(options, callChecks);
    await this.backend.cancelRun(this.id, options);
    return true;
  }
}
