import type { DescribedChild, DescribedSweep } from './arbitrary-sweep.js';

/** What is compared between the two clients, under the names of the Python worker. */
export const operations = [
  'status',
  'config',
  'children',
  'hyperparameters',
  'metrics',
  'children_sorted',
  'best_run',
  'fail',
  'get_diagnostics',
  // The last one: it changes the sweep.
  'cancel',
] as const;

export type Operation = (typeof operations)[number];

/** A difference that is on purpose: it stands in docs/python-parity.md, and a test of its own pins it. */
export interface AllowedDifference {
  readonly name: string;
  readonly operations: readonly Operation[];
  /** Whether a sweep shows it. As narrow as possible: what it covers is not compared. */
  readonly appliesTo: (sweep: DescribedSweep) => boolean;
}

export const allowedDifferences: readonly AllowedDifference[] = [
  {
    name: 'a broken tag is passed over',
    operations,
    appliesTo: ({ hasBrokenTag }) => hasBrokenTag,
  },
  {
    // On whichever side of the resumed sweep it stands: Python takes a best of 0 for none.
    name: 'a best of 0 is a best where a sweep was resumed',
    operations: ['best_run'],
    appliesTo: ({ resumed, children, table, metric }) =>
      resumed !== undefined &&
      [...primaryValues([...resumed, ...children], metric), ...(table ?? []).map(({ value }) => value)].some(
        (value) => Number(value) === 0,
      ),
  },
  {
    name: 'NaN is no value in a resumed sweep either',
    operations: ['best_run'],
    appliesTo: ({ resumed, metric }) => primaryValues(resumed ?? [], metric).some((value) => Number.isNaN(value)),
  },
  {
    name: 'NaN is no value',
    operations: ['children_sorted', 'best_run'],
    appliesTo: ({ children, metric }) =>
      primaryValues(
        children.filter(({ hidden }) => !hidden),
        metric,
      ).some((value) => Number.isNaN(value)),
  },
  {
    name: 'a hidden child is no winner',
    operations: ['best_run'],
    appliesTo: ({ children, table }) => {
      const winner = table?.at(-1)?.child;
      return children.some(({ suffix, hidden }) => hidden && suffix === String(winner));
    },
  },
];

/** Whether an operation on a sweep is to be compared. */
export function isCompared(operation: Operation, sweep: DescribedSweep): boolean {
  return !allowedDifferences.some((rule) => rule.operations.includes(operation) && rule.appliesTo(sweep));
}

function primaryValues(children: readonly DescribedChild[], metric: string) {
  return children.flatMap(({ metrics }) =>
    metrics.filter(({ name }) => name === metric).flatMap(({ values }) => values),
  );
}
