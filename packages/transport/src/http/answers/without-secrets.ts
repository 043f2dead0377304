import { errorMessage } from '../../error-message.js';
import { connectionFailureCode } from '../patience/connection-failure.js';
import { HttpTimeout } from '../patience/http-timeout.js';
import { redact } from './redact.js';

/**
 * What `fetch` rejects with may name a signed address, and in whatever a custom one adds to it: its message, without the secrets,
 * and its code are kept.
 */
export function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  if (secrets.length === 0 || error instanceof HttpTimeout) return error;
  const code = connectionFailureCode(error);
  return Object.assign(new Error(redact(errorMessage(error), secrets)), code === undefined ? {} : { code });
}
