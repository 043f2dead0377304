import * as z from 'zod/mini';
import { maybe, type WireSchema, wireObject, wordOrNumber } from '../../wire-json/wire-schema.js';

/**
 * The body of a failed request: `{error_code, message}`, or `{Error: {Code, Message}, error_code}` at Azure's endpoint.
 * Some failures (401, 403, an unknown route) are no JSON at all.
 */
export interface MlflowErrorDto {
  readonly error_code?: string | undefined;
  readonly message?: string | undefined;
  readonly Error?: { readonly Code?: string | undefined; readonly Message?: string | undefined } | undefined;
}

export const mlflowErrorSchema: WireSchema<MlflowErrorDto> = wireObject({
  error_code: maybe(wordOrNumber),
  message: maybe(z.string()),
  Error: maybe(wireObject({ Code: maybe(wordOrNumber), Message: maybe(z.string()) })),
});
