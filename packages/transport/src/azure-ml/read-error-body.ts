import type { ServiceError } from '../http/answers/to-backend-error.js';
import { readWireText } from '../wire-json/wire-schema.js';
import { errorBodySchema } from './wire/error-dto.js';

/** How the store behind signed addresses says what failed: `<?xml ...?><Error><Code>BlobNotFound</Code>...`. */
const storeError = /^\s*(?:<\?xml[^>]*>\s*)?<Error>\s*<Code>(\w+)<\/Code>(?:\s*<Message>([^<]*))?/;

/** Codes by which that store says that a file is not there. */
const storeMissing: ReadonlySet<string> = new Set(['BlobNotFound', 'ContainerNotFound', 'ResourceNotFound']);

/**
 * Reads what a service says of a failure. A body that is none of the known ones says nothing. The services' codes are
 * words; a number in their place is how gateways write the status.
 */
export function readErrorBody(body: string): ServiceError {
  const [, storeCode, storeMessage] = storeError.exec(body) ?? [];
  if (storeCode !== undefined) {
    return { code: storeCode, message: storeMessage?.trim(), saysMissing: storeMissing.has(storeCode) };
  }
  const reading = readWireText(errorBodySchema, body);
  if (!reading.success) return {};
  const { error, correlation, code, message, hint } = reading.data;
  const own = error?.code ?? (message === undefined ? undefined : code);
  return {
    code: error?.code ?? code,
    message: error?.message ?? message,
    hint,
    requestId: correlation?.request,
    saysMissing: own !== undefined && !/^\d*$/.test(own),
  };
}
