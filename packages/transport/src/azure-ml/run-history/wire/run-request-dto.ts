import * as z from 'zod/mini';
import { maybe, textByName, type WireSchema, wireObject } from '../../../wire-json/wire-schema.js';

/** The body of `runs:query`. One client writes `orderby`, another one `orderBy`. */
export interface RunQueryDto {
  readonly filter?: string | undefined;
  readonly continuationToken?: string | undefined;
  readonly orderby?: string | undefined;
  readonly orderBy?: string | undefined;
  readonly top?: number | undefined;
}

export const runQuerySchema: WireSchema<RunQueryDto> = wireObject({
  filter: maybe(z.string()),
  continuationToken: maybe(z.string()),
  orderby: maybe(z.string()),
  orderBy: maybe(z.string()),
  top: maybe(z.number()),
});

/** The body of a PATCH of a run, which also makes a run that is not there yet. Only what is given is touched. */
export interface RunPatchDto {
  readonly runId?: string | undefined;
  readonly parentRunId?: string | undefined;
  readonly status?: string | undefined;
  readonly name?: string | undefined;
  readonly target?: string | undefined;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  readonly hidden?: boolean | undefined;
  readonly tags?: ReadonlyMap<string, string> | undefined;
  readonly properties?: ReadonlyMap<string, string> | undefined;
}

export const runPatchSchema: WireSchema<RunPatchDto> = wireObject({
  runId: maybe(z.string()),
  parentRunId: maybe(z.string()),
  status: maybe(z.string()),
  name: maybe(z.string()),
  target: maybe(z.string()),
  displayName: maybe(z.string()),
  description: maybe(z.string()),
  hidden: maybe(z.boolean()),
  tags: maybe(textByName),
  properties: maybe(textByName),
});
