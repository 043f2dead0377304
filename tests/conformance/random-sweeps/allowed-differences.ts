import type { MetricCell } from '@hyperdrive-run/core';
import type { Flags } from './answers.js';
import type { DescribedChild, DescribedSweep } from './arbitrary-sweep.js';
import { type Operation, operations } from './operations.js';
import { bestOf } from './sweep-facts.js';

/** A difference that is on purpose: an entry of docs/python-parity.md, and a test of its own shows both answers. */
export interface AllowedDifference {
  /** The words that begin the entry. */
  readonly name: string;
  readonly operations: readonly Operation[];
  /** Whether a sweep that is asked with these flags shows it. As narrow as possible: what it covers is not compared. */
  readonly appliesTo: (sweep: DescribedSweep, flags: Flags) => boolean;
}

export const allowedDifferences: readonly AllowedDifference[] = [
  {
    name: 'A tag that is empty or broken is passed over',
    operations,
    appliesTo: ({ hasBrokenTag }) => hasBrokenTag,
  },
  {
    // On whichever side of the resumed sweep it stands: Python takes a best of 0 for none.
    name: 'A best of 0 counts where a sweep was resumed',
    operations: ['best_run'],
    appliesTo: (sweep, flags) =>
      sweep.resumed !== undefined &&
      flags.includeResumeFromRuns &&
      (sweep.table?.at(-1)?.value === 0 ||
        [sweep.children, sweep.resumed].some((children) => bestOfAll(children, sweep, flags) === 0)),
  },
  {
    name: 'NaN never wins',
    operations: ['children_sorted', 'best_run'],
    appliesTo: ({ resumed = [], children, metric }) =>
      primaryValues([...resumed, ...children], metric).some(([first]) => Number.isNaN(first)),
  },
  {
    name: 'A hidden child is no winner',
    operations: ['best_run'],
    appliesTo: ({ children, table }) => {
      const winner = table?.at(-1)?.child;
      return children.some(({ suffix, hidden }) => hidden && suffix === String(winner));
    },
  },
];

/** Whether an operation on a sweep is to be compared. */
export function isCompared(operation: Operation, sweep: DescribedSweep, flags: Flags): boolean {
  return !allowedDifferences.some((rule) => rule.operations.includes(operation) && rule.appliesTo(sweep, flags));
}

/** What each child logged under the primary metric's name. */
function primaryValues(children: readonly DescribedChild[], metric: string): (readonly MetricCell[])[] {
  return children
    .filter(({ hidden }) => !hidden)
    .flatMap(({ metrics }) => metrics.filter(({ name }) => name === metric).map(({ values }) => values));
}

/** The best value of the children that may win; infinite where there is none. */
function bestOfAll(children: readonly DescribedChild[], { metric, goal }: DescribedSweep, flags: Flags): number {
  const eligible = children.filter(
    ({ status }) =>
      !(status === 'Failed' && !flags.includeFailed) && !(status === 'Canceled' && !flags.includeCanceled),
  );
  return bestOf(
    primaryValues(eligible, metric).map((values) => bestOf(values, goal)),
    goal,
  );
}
