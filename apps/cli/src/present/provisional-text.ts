import type { ProvisionalReason } from '@hyperdrive-run/sdk';

const reasons: ReadonlyMap<ProvisionalReason, string> = new Map([
  ['sweep-not-ended', 'the sweep has not ended'],
  ['children-not-ended', 'children have not ended'],
  ['children-unreadable', 'the metrics of children could not be read'],
  ['recorded-best-unreadable', 'the winner that the service recorded could not be read'],
  ['children-missing', 'the service keeps fewer children than the sweep had'],
  ['resumed-sweep-gone', 'a sweep that it was resumed from is gone'],
]);

/** Why another run may still be the best, in words; empty where none may. */
export function provisionalText(because: readonly ProvisionalReason[]): string {
  return because.map((reason) => reasons.get(reason) ?? reason).join(', ');
}
