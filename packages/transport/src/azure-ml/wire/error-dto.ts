import * as z from 'zod/mini';
import { maybe, type WireSchema, wireObject, wordOrNumber } from '../../wire-json/wire-schema.js';

/** The error inside an error body. */
export interface ErrorDetailDto {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/**
 * The body of a failed request: `{error: {code, message}, correlation: {operation, request}}` of most services, the
 * bare `{code, message}` of the hyperdrive service, or anything between.
 */
export interface ErrorBodyDto extends ErrorDetailDto {
  readonly error?: ErrorDetailDto | undefined;
  /** What to do about it, where a local service says so; Azure's do not. */
  readonly hint?: string | undefined;
  readonly correlation?: { readonly operation?: string | undefined; readonly request?: string | undefined } | undefined;
}

const detailShape = { code: maybe(wordOrNumber), message: maybe(z.string()) };

export const errorBodySchema: WireSchema<ErrorBodyDto> = wireObject({
  ...detailShape,
  hint: maybe(z.string()),
  error: maybe(wireObject(detailShape)),
  correlation: maybe(wireObject({ operation: maybe(z.string()), request: maybe(z.string()) })),
});
