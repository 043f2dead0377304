import type { ServiceError } from '../http/answers/to-backend-error.js';
import { readWireText } from '../wire-json/wire-schema.js';
import { mlflowErrorSchema } from './wire/error-dto.js';

/** MLflow's word for what is not there; Azure's endpoint uses it too. */
const missing = 'RESOURCE_DOES_NOT_EXIST';

/** Reads what a server says of a failure. Of a body that is no JSON, a short line of text is its message. */
export function readMlflowError(body: string): ServiceError {
  const reading = readWireText(mlflowErrorSchema, body);
  if (reading.success) {
    const { error_code: code, message, Error: error } = reading.data;
    return { code: code ?? error?.Code, message: message ?? error?.Message, saysMissing: code === missing };
  }
  const line = body.trim();
  return line.length > 0 && line.length <= 200 && !/[<{\n]/.test(line) ? { message: line } : {};
}
