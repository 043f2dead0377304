import {
  type BestRunFilter,
  type ChildSummary,
  InvalidArgumentError,
  isEligible,
  type PrimaryMetric,
  readMetric,
} from '@hyperdrive-run/core';
import { checkPrimaryMetric } from '@hyperdrive-run/core/internal';
import { getParetoFront } from '@hyperdrive-run/core/pareto';
import { checkSweep } from '../arguments/check-handles.js';
import { callback, checkedByItsUser, checkOptions, flag, type OptionChecks } from '../arguments/option-checks.js';
import type { HyperDriveRun } from '../hyperdrive-run.js';
import { type ReadChildrenOptions, readChildrenChecks } from '../use-cases/children/read-children.js';

/** By what children are compared, and which of them count. */
export interface ParetoFrontOptions extends ReadChildrenOptions, BestRunFilter {
  /** The metrics that are the objectives, each with its goal. */
  readonly objectives: readonly PrimaryMetric[];
  /** Whether a child keeps all constraints. Default: all do. */
  readonly isFeasible?: ((child: ChildSummary) => boolean) | undefined;
}

/** A child on the front. */
export interface ParetoChild {
  readonly child: ChildSummary;
  /** The value of each objective, in their order. */
  readonly values: readonly number[];
}

const checks: OptionChecks<ParetoFrontOptions> = {
  ...readChildrenChecks,
  includeFailed: flag,
  includeCanceled: flag,
  objectives: checkedByItsUser,
  isFeasible: callback,
};

/**
 * The children of a sweep with several objectives that no other child beats: see `getParetoFront` of core. Of each metric the
 * value counts that stands for the child (`scope`); a child that lacks one is not on the front, nor is a
 * trial that its search ruled out, because it was pruned or does not meet the constraints.
 * @returns in the order of the sorted children, the best by the sweep's primary metric first
 * @throws InvalidArgumentError, BackendError, UnreadableMetricsError as `getMetrics` does. With `onUnreadable: 'report'` what
 *   cannot be read is not on the front.
 * @example
 * const front = await paretoFrontOf(sweep, { objectives: [{ name: 'accuracy', goal: 'maximize' }, { name: 'ms', goal: 'minimize' }] });
 */
export async function paretoFrontOf(
  sweep: HyperDriveRun,
  options: ParetoFrontOptions,
): Promise<readonly ParetoChild[]> {
  checkSweep(sweep);
  checkOptions(options, checks);
  const { signal, onUnreadable, scope, isFeasible = () => true } = options;
  const objectives = checkObjectives(options.objectives);
  const names = objectives.map(({ name }) => name);
  const children = await sweep.getChildrenSortedByPrimaryMetric(options);
  const metrics = await sweep.getMetrics({ names, signal, onUnreadable });
  const candidates = children.map((child) => {
    const counts = child.isTrial && !isRuledOut(child) && isEligible(child.status, options);
    const logged = metrics.get(child.runId);
    const values = objectives.map(({ name, goal }) => {
      const reading = readMetric(logged?.get(name), goal, scope);
      return reading.kind === 'value' ? reading.value : undefined;
    });
    return { child, values, isFeasible: counts && isFeasible(child) };
  });
  const front = getParetoFront(
    candidates,
    objectives.map(({ goal }) => goal),
  );
  return front.map(({ child, values }) => ({ child, values: values.filter((value) => value !== undefined) }));
}

function checkObjectives(objectives: unknown): readonly PrimaryMetric[] {
  if (Array.isArray(objectives) && objectives.length > 0) return objectives.map(checkPrimaryMetric);
  throw new InvalidArgumentError({
    option: 'objectives',
    got: objectives,
    takes: 'a list of metrics, each with its name and its goal',
  });
}

function isRuledOut({ missingReason }: ChildSummary): boolean {
  return missingReason === 'pruned' || missingReason === 'infeasible';
}
