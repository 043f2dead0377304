import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { listOf, requireObject, textOf, toFields } from './json-fields.js';

/** What can be done to a sweep or a trial. */
export type Act = 'cancel' | 'pause' | 'resume' | 'retry';

/** @see Act */
export const acts: readonly Act[] = ['cancel', 'pause', 'resume', 'retry'];

/** What the page may do, and what it sends along to do it. */
export interface SessionInfo {
  /** Sent in the header of each request that changes something: no other site can know it. */
  readonly token: string;
  /** What the backend can do; empty where the dashboard only reads. */
  readonly acts: readonly Act[];
  /** The backend's name, such as `Azure ML`. */
  readonly backend: string;
}

/** The header that carries {@link SessionInfo.token}. */
export const tokenHeader = 'x-hyperdrive-token';

/** Writes it. */
export function sessionInfoToJson({ token, acts: able, backend }: SessionInfo): JsonObject {
  return toFields({ token, acts: able, backend });
}

/** Reads what `sessionInfoToJson` wrote. @throws Error where it is no object */
export function sessionInfoFromJson(json: JsonValue): SessionInfo {
  const fields = requireObject(json, 'what this page may do');
  const named = listOf(fields, 'acts');
  return {
    token: textOf(fields, 'token') ?? '',
    acts: acts.filter((act) => named.includes(act)),
    backend: textOf(fields, 'backend') ?? '',
  };
}
