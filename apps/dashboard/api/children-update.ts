import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { type Child, childFromJson, childToJson } from './child.js';
import { applyChildChange, type ChildChange, childChangeFromJson, childChangeToJson } from './child-change.js';
import { listOf, requireObject, textOf, toFields } from './json-fields.js';

/** What a look at a sweep's children brings. */
export interface ChildrenUpdate {
  /** Names this moment: the next look asks for what has changed after it. */
  readonly token: string;
  /**
   * Whether `children` is all of them. It is where the look named no token, or one that the server does not know, as after
   * its restart, and where children were deleted.
   */
  readonly isComplete: boolean;
  /** Whole, in the order of the listing: all of them, or those that are new or of which no change can be said. */
  readonly children: readonly Child[];
  /** Of the others, those that have changed. */
  readonly changes: readonly ChildChange[];
}

/** Writes an update. */
export function childrenUpdateToJson({ token, isComplete, children, changes }: ChildrenUpdate): JsonObject {
  return toFields({
    token,
    isComplete,
    children: children.map(childToJson),
    changes: changes.map(childChangeToJson),
  });
}

/** Reads what `childrenUpdateToJson` wrote. @throws Error where it is no object */
export function childrenUpdateFromJson(json: JsonValue): ChildrenUpdate {
  const fields = requireObject(json, "a sweep's children");
  return {
    token: textOf(fields, 'token') ?? '',
    isComplete: fields.get('isComplete') === true,
    children: listOf(fields, 'children').map(childFromJson),
    changes: listOf(fields, 'changes').map(childChangeFromJson),
  };
}

/**
 * The children after an update: changed ones keep their place, new ones come first, as in the listing.
 * @throws Error where the update does not belong to these children
 */
export function applyUpdate(before: readonly Child[], update: ChildrenUpdate): readonly Child[] {
  const { isComplete, children } = update;
  if (isComplete) return children;
  const sent = new Map(children.map((child) => [child.runId, child]));
  const changes = new Map(update.changes.map((change) => [change.runId, change]));
  const known = new Set(before.map(({ runId }) => runId));
  const added = children.filter(({ runId }) => !known.has(runId));
  const after = before.map((child) => {
    const change = changes.get(child.runId);
    return sent.get(child.runId) ?? (change === undefined ? child : applyChildChange(child, change));
  });
  return [...added, ...after];
}
