import type { Child } from '../../../api/child.js';
import type { ChildrenUpdate } from '../../../api/children-update.js';
import { type ChildHistory, changeOf, continueChild } from './child-history.js';

/** Compares the looks at one sweep's children. Any number of pages may ask, each from where it is. */
export interface ChangeTracker {
  /**
   * Takes in a look, and returns what has changed since an earlier one.
   * @param children all of them, in the order of the listing
   * @param after the token of the earlier look
   */
  update(children: readonly Child[], after: string | undefined): ChildrenUpdate;
}

/** @param name occurs in its tokens: no other tracker, of this process or another one, may have it */
export function createChangeTracker(name: string): ChangeTracker {
  let look = 0;
  let seen: ReadonlyMap<string, ChildHistory> = new Map();
  /** The last look after which the children's order was another one, or one was missing: older tokens get everything. */
  let reorderedAt = 0;

  function isInOrder(children: readonly Child[]): boolean {
    const known = children.slice(Math.max(0, children.length - seen.size));
    return known.length === seen.size && [...seen.keys()].every((runId, index) => known[index]?.runId === runId);
  }

  return {
    update(children, after) {
      look += 1;
      if (!isInOrder(children)) reorderedAt = look;
      seen = new Map(children.map((child) => [child.runId, continueChild(seen.get(child.runId), child, look)]));
      const token = `${name}.${look}`;
      const from = lookOf(after, name);
      if (from === undefined || from < Math.max(1, reorderedAt) || from >= look) {
        return { token, isComplete: true, children: [...seen.values()].map(({ child }) => child), changes: [] };
      }
      const histories = [...seen.values()].filter(({ changedAt }) => changedAt > from);
      return {
        token,
        isComplete: false,
        children: histories.filter(({ replacedAt }) => replacedAt > from).map(({ child }) => child),
        changes: histories.filter(({ replacedAt }) => replacedAt <= from).map((history) => changeOf(history, from)),
      };
    },
  };
}

/** The look that a token names; `undefined` where it is none of this tracker's. */
function lookOf(token: string | undefined, name: string): number | undefined {
  const look = token?.startsWith(`${name}.`) === true ? token.slice(name.length + 1) : '';
  return /^\d{1,15}$/.test(look) ? Number(look) : undefined;
}
