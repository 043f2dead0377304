import type { MetricCell } from '@hyperdrive-run/core';
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
    appliesTo: ({ resumed, children, table, metric, goal }) =>
      resumed !== undefined &&
      (table?.at(-1)?.value === 0 ||
        primaryValues([...resumed, ...children], metric).some((values) => bestOf(values, goal) === 0)),
  },
  {
    name: 'a NaN that was logged first is no value',
    operations: ['children_sorted', 'best_run'],
    appliesTo: ({ resumed = [], children, metric }) =>
      primaryValues([...resumed, ...children], metric).some(([first]) => Number.isNaN(first)),
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

/** What each child logged under the primary metric's name. */
function primaryValues(children: readonly DescribedChild[], metric: string): (readonly MetricCell[])[] {
  return children
    .filter(({ hidden }) => !hidden)
    .flatMap(({ metrics }) => metrics.filter(({ name }) => name === metric).map(({ values }) => values));
}

/** The best of a child's values; text in a column of doubles is its number. */
function bestOf(values: readonly MetricCell[], goal: DescribedSweep['goal']): number {
  const numbers = values.map(Number).filter((value) => !Number.isNaN(value));
  return goal === 'maximize' ? Math.max(...numbers) : Math.min(...numbers);
}
