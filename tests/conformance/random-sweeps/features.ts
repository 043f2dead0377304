import { knownRunStatuses } from '@hyperdrive-run/core';
import type { DescribedSweep } from './arbitrary-sweep.js';
import { metricRowsPerPage, runsPerPage } from './page-sizes.js';
import { factsOf, type SweepFacts } from './sweep-facts.js';

/**
 * What real sweeps show and a random one may have. Each must be seen in at least 5 percent of the sweeps of a run, or
 * the run proves less than it says.
 */
export const features: ReadonlyMap<string, (facts: SweepFacts) => boolean> = new Map<
  string,
  (facts: SweepFacts) => boolean
>([
  ['to be maximized', ({ sweep }) => sweep.goal === 'maximize'],
  ['to be minimized', ({ sweep }) => sweep.goal === 'minimize'],
  ['prefixed tags', ({ sweep }) => sweep.prefix === 'prefixed'],
  ['bare tags', ({ sweep }) => sweep.prefix === 'bare'],
  ['both prefixes at once', ({ sweep }) => sweep.prefix === 'both'],
  ['a broken prefixed tag', ({ sweep }) => sweep.hasBrokenTag],
  ['a prefixed tag of a child', ({ trials }) => trials.some((child) => child.hyperparameters === 'prefixed')],
  ['a bare tag of a child', ({ trials }) => trials.some((child) => child.hyperparameters === 'bare')],
  ['both tags of a child', ({ trials }) => trials.some((child) => child.hyperparameters === 'both')],
  ['an empty tag of a child', ({ trials }) => trials.some((child) => child.hyperparameters === 'empty')],
  [
    'no tags of children',
    ({ trials }) => trials.length > 0 && trials.every((child) => child.hyperparameters === 'none'),
  ],
  ['no children', ({ sweep }) => sweep.children.length === 0],
  ['the preparation child', ({ sweep, trials }) => trials.length < sweep.children.length],
  ['hidden children', ({ trials }) => trials.some(({ hidden }) => hidden)],
  ['more children than a page holds', ({ sweep }) => sweep.children.length > runsPerPage],
  ['more than 20 children', ({ sweep }) => sweep.children.length > 20],
  ...['Completed', 'Failed', 'Canceled', 'Running', 'Finalizing', 'CancelRequested'].map(
    (status) => [`a sweep that is ${status}`, ({ sweep }: SweepFacts) => sweep.status === status] as const,
  ),
  ...[...knownRunStatuses, 'Resting'].map(
    (status) =>
      [
        `a child that is ${status}`,
        ({ trials }: SweepFacts) => trials.some((child) => child.status === status),
      ] as const,
  ),
  ['children without metrics', ({ trials }) => trials.some(({ metrics }) => metrics.length === 0)],
  ['metrics logged once', ({ primary }) => primary.some(({ values }) => values.length === 1)],
  ['metrics logged many times', ({ primary }) => primary.some(({ values }) => values.length > 1)],
  ['more values than a page holds', ({ primary }) => primary.some(({ values }) => values.length > metricRowsPerPage)],
  ['integers', ({ primary }) => primary.some(({ type }) => type === 'int')],
  ['doubles', ({ primary }) => primary.some(({ type }) => type === 'double')],
  ['ties', ({ bests }) => new Set(bests.map((best) => (best === 0 ? 0 : best))).size < bests.length],
  ['a tie for the best', ({ bests, sweep }) => isTied(bests, sweep.goal)],
  ['a zero', ({ logged }) => logged.some((value) => Object.is(value, 0))],
  ['a negative zero', ({ logged }) => logged.some((value) => Object.is(value, -0))],
  ['a numeric string in a column of doubles', ({ logged }) => logged.some((value) => typeof value === 'string')],
  ['an infinity', ({ logged }) => logged.some((value) => Math.abs(Number(value)) === Number.POSITIVE_INFINITY)],
  ['NaN', ({ logged }) => logged.some((value) => Number.isNaN(value))],
  ['a metric name with blanks', ({ sweep }) => sweep.metric.includes(' ')],
  ['a metric name with a colon', ({ sweep }) => sweep.metric.includes(':')],
  ['a metric name with quotes', ({ sweep }) => /['"]/.test(sweep.metric)],
  ['a metric name with letters beyond ASCII', ({ sweep }) => /\P{ASCII}/u.test(sweep.metric)],
  ['table metrics', ({ others }) => others.some(({ isTable }) => isTable)],
  ['string columns', ({ others }) => others.some(({ type }) => type === 'string')],
  ['boolean columns', ({ others }) => others.some(({ type }) => type === 'bool')],
  ['no recorded table', ({ sweep }) => sweep.table === undefined],
  ['a recorded table of no row', ({ sweep }) => sweep.table?.length === 0],
  ['a recorded table of one row', ({ sweep }) => sweep.table?.length === 1],
  ['a recorded table of many rows', ({ sweep }) => (sweep.table?.length ?? 0) > 1],
  ['a recorded table that is final', ({ sweep }) => sweep.table?.at(-1)?.final === true],
  ['a recorded table that is not final', ({ sweep }) => sweep.table?.at(-1)?.final === false],
  [
    'a recorded table with its columns in another order',
    ({ sweep }) => (sweep.table?.length ?? 0) > 0 && sweep.columnShift > 0,
  ],
  ['a resumed sweep', ({ sweep }) => sweep.resumed !== undefined],
]);

/** The names of the features that a sweep has. */
export function featuresOf(sweep: DescribedSweep): string[] {
  // Python cannot open a sweep with a broken tag: nothing else of it is compared, so nothing else counts as seen.
  if (sweep.hasBrokenTag) return ['a broken prefixed tag'];
  const facts = factsOf(sweep);
  return [...features].filter(([, has]) => has(facts)).map(([name]) => name);
}

function isTied(bests: readonly number[], goal: DescribedSweep['goal']): boolean {
  const best = goal === 'maximize' ? Math.max(...bests) : Math.min(...bests);
  return bests.filter((value) => value === best).length > 1;
}
