import type { Flags } from './answers.js';
import type { Operation } from './operations.js';

type Switch = (flags: Flags) => boolean;

/** The calls that take flags, and which. Any number for `top` counts as given but 0, which asks for all. */
const calls: ReadonlyMap<Operation, readonly (readonly [string, Switch])[]> = new Map([
  [
    'children_sorted',
    [
      ['top', ({ top }: Flags) => top > 0],
      ['reverse', ({ reverse }: Flags) => reverse],
      ['discardNoMetric', ({ discardNoMetric }: Flags) => discardNoMetric],
    ],
  ],
  [
    'best_run',
    [
      ['includeFailed', ({ includeFailed }: Flags) => includeFailed],
      ['includeCanceled', ({ includeCanceled }: Flags) => includeCanceled],
      ['includeResumeFromRuns', ({ includeResumeFromRuns }: Flags) => includeResumeFromRuns],
    ],
  ],
]);

/** All eight combinations of each call's flags: a run must have asked with every one of them. */
export const combinations: readonly string[] = [...calls].flatMap(([operation, switches]) =>
  switches
    .reduce<boolean[][]>(
      (rows) =>
        rows.flatMap((row) => [
          [...row, false],
          [...row, true],
        ]),
      [[]],
    )
    .map((row) =>
      named(
        operation,
        switches.map(([name], position) => [name, row[position] ?? false]),
      ),
    ),
);

/** The combination that a call was made with, or `undefined` for a call without flags. */
export function combinationOf(operation: Operation, flags: Flags): string | undefined {
  const switches = calls.get(operation);
  return (
    switches &&
    named(
      operation,
      switches.map(([name, isOn]) => [name, isOn(flags)]),
    )
  );
}

function named(operation: Operation, states: readonly (readonly [string, boolean])[]): string {
  const on = states.filter(([, isOn]) => isOn).map(([name]) => name);
  return `${operation}(${on.length === 0 ? 'none' : on.join(', ')})`;
}
