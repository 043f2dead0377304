import {
  HyperDriveRehydrateError,
  InvalidArgumentError,
  type PrimaryMetric,
  type PrimaryMetricGoal,
  type RunRecord,
} from '@hyperdrive-run/core';
import { checkPrimaryMetric, goalOfTrials } from '@hyperdrive-run/core/internal';
import { configFromTags } from '@hyperdrive-run/core/internal-config';
import type { CallOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { collectChildren } from '../children/read-children.js';

/** What to judge a sweep by; without a goal it is the one that the sweep, or its trials, name. */
export interface ChosenMetric {
  readonly name: string;
  readonly goal?: PrimaryMetricGoal | undefined;
}

/** Who sets the goal: the sweep's config, the caller, or the search whose trials the children are. */
export type GoalSource = 'config' | 'given' | 'trials';

/** A metric with a goal, and where the goal comes from. */
export interface ResolvedMetric {
  readonly primaryMetric: PrimaryMetric;
  readonly goalSource: GoalSource;
}

/** @throws InvalidArgumentError where the metric has no name, or a goal that is none */
export function checkChosenMetric({ name, goal = 'maximize' }: ChosenMetric): void {
  checkPrimaryMetric({ name, goal });
}

/**
 * Completes the metric that a caller chose. A goal is never guessed: it is the caller's, that of the sweep's config for the
 * same metric, or the one that all trials of the search name, which a warning says.
 * @throws InvalidArgumentError where the metric has no name, or nobody names one goal
 */
export async function resolvePrimaryMetric(
  backend: SweepBackend,
  sweep: RunRecord,
  chosen: ChosenMetric,
  options: CallOptions & { readonly onWarning?: ((message: string) => void) | undefined },
): Promise<ResolvedMetric> {
  const { name, goal } = chosen;
  if (goal !== undefined) return { primaryMetric: checkPrimaryMetric({ name, goal }), goalSource: 'given' };
  checkChosenMetric(chosen);
  const own = sweep.primaryMetric ?? configuredMetric(sweep);
  if (own?.name === name) return { primaryMetric: own, goalSource: 'config' };
  const children = await collectChildren(backend, sweep.runId, { signal: options.signal });
  const found = goalOfTrials(children.values());
  if (found.kind !== 'goal') {
    throw new InvalidArgumentError({
      option: 'primaryMetric.goal',
      got: undefined,
      takes: "'maximize' or 'minimize'",
      hint:
        found.kind === 'several'
          ? 'The trials name several goals: say which one is that of the metric.'
          : 'No trial names a goal: say whether more or less of the metric is better.',
    });
  }
  options.onWarning?.(
    `The goal of ${JSON.stringify(name)} is ${found.goal}: none was given, and it is the one of the search that the trials belong to.`,
  );
  return { primaryMetric: { name, goal: found.goal }, goalSource: 'trials' };
}

function configuredMetric({ runId, tags, properties, config }: RunRecord): PrimaryMetric | undefined {
  try {
    return configFromTags(tags, properties, { runId, config }).primaryMetric;
  } catch (error) {
    if (HyperDriveRehydrateError.isInstance(error)) return undefined;
    throw error;
  }
}
