import type { ServiceError } from '../http/to-backend-error.js';
import { readWireText } from '../wire-json/wire-schema.js';
import { errorBodySchema } from './wire/error-dto.js';

/** Reads what a service says of a failure. A body that is none of the known ones says nothing. */
export function readErrorBody(body: string): ServiceError {
  const reading = readWireText(errorBodySchema, body);
  if (!reading.success) return {};
  const { error, correlation, code, message } = reading.data;
  return { code: error?.code ?? code, message: error?.message ?? message, requestId: correlation?.request };
}
