import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { type Child, childFromJson, childToJson } from './child.js';
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
  /** In the order of the listing: all of them, or those that are new or have changed, each whole. */
  readonly children: readonly Child[];
}

/** Writes an update. */
export function childrenUpdateToJson({ token, isComplete, children }: ChildrenUpdate): JsonObject {
  return toFields({ token, isComplete, children: children.map(childToJson) });
}

/** Reads what `childrenUpdateToJson` wrote. @throws Error where it is no object */
export function childrenUpdateFromJson(json: JsonValue): ChildrenUpdate {
  const fields = requireObject(json, "a sweep's children");
  return {
    token: textOf(fields, 'token') ?? '',
    isComplete: fields.get('isComplete') === true,
    children: listOf(fields, 'children').map(childFromJson),
  };
}

/** The children after an update: changed ones keep their place, new ones come first, as in the listing. */
export function applyUpdate(before: readonly Child[], { isComplete, children }: ChildrenUpdate): readonly Child[] {
  if (isComplete) return children;
  const sent = new Map(children.map((child) => [child.runId, child]));
  const known = new Set(before.map(({ runId }) => runId));
  const added = children.filter(({ runId }) => !known.has(runId));
  return [...added, ...before.map((child) => sent.get(child.runId) ?? child)];
}
