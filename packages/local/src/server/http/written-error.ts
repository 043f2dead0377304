import type { ErrorDetailDto, WireRecord } from '@hyperdrive-run/transport/wire';
import type { Written } from './written.js';

/** An error inside an answer. Python's client fails over one without `innerError` and `details`. */
export type WrittenError = Written<ErrorDetailDto> & {
  readonly innerError: null;
  readonly details: readonly WireRecord[];
};

/** Writes an error. */
export function writtenError(code: string, message: string, details: readonly WireRecord[] = []): WrittenError {
  return { code, message, innerError: null, details };
}
