import type { ChildSummary } from '@hyperdrive-run/core';
import { type FactBook, theRest } from './read-operation.js';

/** Takes down children in their order. @param isWarned whether some that could not be read are not among them */
export function noteRanking(children: readonly ChildSummary[], isWarned: boolean, facts: FactBook): void {
  const isPartial = isWarned || children.some(({ missingReason }) => missingReason === 'unreadable');
  // With a child unread the others move up, into the first few also; what is said of each one must be right all the same.
  if (isPartial) facts.addUnknown(theRest);
  children.forEach((child, at) => {
    if (isPartial) facts.addUnknown(`place ${at}`);
    if (child.missingReason === 'unreadable') facts.addUnknown(child.runId);
    facts.add(`place ${at}`, child.runId);
    facts.add(child.runId, child);
  });
}
