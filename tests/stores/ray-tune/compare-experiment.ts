import type { Metric } from '@hyperdrive-run/core';
import type { OpenedExperiment } from './open-experiment.js';
import { productBestTrial, scopeOf } from './product-best-trial.js';
import {
  type RankedTrial,
  type RayQuestion,
  type RayScope,
  rayBestTrial,
  rayScopes,
  rayScore,
} from './ray-best-trial.js';

/** What Ray says of an experiment that it wrote: see python/make_experiments.py. */
export interface RayTruth {
  readonly trials: readonly {
    readonly id: string;
    readonly status: string;
    readonly error: boolean;
    readonly rows: number;
  }[];
  /** The best trial's id by question. */
  readonly best: Readonly<Record<string, string | null>>;
}

/** Why this project's best trial is another one than Ray's, on purpose: docs/store-parity.md says it in words. */
export type KnownDifference =
  | 'tie'
  | 'nan'
  | 'infinity'
  | 'average-begins-late'
  | 'average-rounded'
  | 'boolean'
  | 'one-trial';

/** How an experiment compares. */
export interface Comparison {
  /** Questions that were asked. */
  readonly asked: number;
  /** What was read otherwise than Ray has it: none is allowed. */
  readonly misread: readonly string[];
  /** Questions in which the best trial is another one for a reason that is written down. */
  readonly known: ReadonlyMap<KnownDifference, number>;
  /** Questions in which it is another one for no such reason: none is allowed. */
  readonly unexplained: readonly string[];
}

const statuses: ReadonlyMap<string, string> = new Map([
  ['TERMINATED', 'Completed'],
  ['ERROR', 'Failed'],
  ['PENDING', 'Queued'],
  ['RUNNING', 'Running'],
]);

/**
 * Holds what the adapter reads of an experiment against what Ray says of it. What was read must give Ray's best trial by
 * Ray's own rule; by this project's rules it must be the same one, but for what is written down.
 */
export function compareExperiment(ours: OpenedExperiment, truth: RayTruth): Comparison {
  const misread = misreadTrials(ours, truth);
  const unexplained: string[] = [];
  const known = new Map<KnownDifference, number>();
  let asked = 0;
  for (const [text, best] of Object.entries(truth.best)) {
    const { metric, ...question } = parseQuestion(text);
    const trials = truth.trials.map(({ id }): RankedTrial => ({ id, values: valuesOf(ours, id, metric) }));
    asked += 1;
    const byRay = rayBestTrial(trials, question);
    if (byRay !== (best ?? undefined)) misread.push(`${text}: ${byRay} by Ray's rule, and Ray says ${best}`);
    if (!scopeOf.has(question.scope)) continue;
    const mine = productBestTrial(ours, metric, question);
    if (mine === (best ?? undefined)) continue;
    const reason = differenceOf(trials, question, [mine, best ?? undefined]);
    if (reason === undefined) unexplained.push(`${text}: ${mine}, and Ray says ${best}`);
    else known.set(reason, (known.get(reason) ?? 0) + 1);
  }
  return { asked, misread, known, unexplained };
}

function misreadTrials({ children, metrics }: OpenedExperiment, { trials }: RayTruth): string[] {
  const found = new Map(children.map((child) => [child.runId, child]));
  const problems = trials.flatMap(({ id, status, error, rows }) => {
    const child = found.get(id);
    if (child === undefined) return [`${id} is missing`];
    // Each report has the time that it took.
    const times = metrics.get(id)?.get('time_total_s');
    const read = times?.kind === 'scalar' ? times.points.length : 0;
    return [
      ...(child.status === (statuses.get(status) ?? status)
        ? []
        : [`${id} is ${child.status}, and Ray says ${status}`]),
      ...(read === rows ? [] : [`${id} has ${read} reports, and Ray has ${rows}`]),
      ...((child.error?.message !== undefined) === error ? [] : [`${id} has another failure than Ray says`]),
    ];
  });
  return children.length === trials.length ? problems : [...problems, `there are ${children.length} trials`];
}

function parseQuestion(text: string): RayQuestion & { readonly metric: string } {
  const [, metric = '', mode, scope, unfiltered] = /^(.*) (min|max) (\S+?)( unfiltered)?$/.exec(text) ?? [];
  const known: RayScope | undefined = rayScopes.find((each) => each === scope);
  if (known === undefined || (mode !== 'min' && mode !== 'max')) throw new Error(`${text} is no question.`);
  return { metric, mode, scope: known, filter: unfiltered === undefined };
}

function valuesOf({ metrics }: OpenedExperiment, id: string, metric: string): RankedTrial['values'] {
  const logged: Metric | undefined = metrics.get(id)?.get(metric);
  const points = logged?.kind === 'scalar' ? logged.points.map(({ value, step }) => ({ value, step })) : [];
  // A text is no metric to Ray, and no value.
  const isNumber = points.some(({ value }) => value !== null && typeof value !== 'string');
  return isNumber ? points : undefined;
}

/** The first reason that the values give for another winner. */
function differenceOf(
  trials: readonly RankedTrial[],
  question: RayQuestion,
  winners: readonly (string | undefined)[],
): KnownDifference | undefined {
  const all = trials.flatMap(({ values = [] }) => values);
  if (trials.length === 1) return 'one-trial';
  if (all.some(({ value }) => typeof value === 'boolean')) return 'boolean';
  if (all.some(({ value }) => typeof value === 'number' && Number.isNaN(value))) return 'nan';
  if (all.some(({ value }) => value === Infinity || value === -Infinity)) return 'infinity';
  const scores = winners.map((id) => rayScore(trials.find((trial) => trial.id === id)?.values ?? [], question));
  const [mine, theirs] = scores;
  if (mine === undefined || theirs === undefined) return undefined;
  if (mine === theirs) return 'tie';
  if (question.scope !== 'avg') return undefined;
  const skips = trials.some(({ values = [] }) => values.some(({ step }, at) => step !== at + 1));
  if (skips) return 'average-begins-late';
  return Math.abs(mine - theirs) < 1e-12 ? 'average-rounded' : undefined;
}
