import { InvalidArgumentError } from '@hyperdrive-run/core';

/** A token with the time, in milliseconds since 1970, after which it is no good. */
export interface AccessToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/** Whatever gives tokens as `@azure/core-auth` has it, such as `DefaultAzureCredential` of `@azure/identity`. */
export interface TokenCredential {
  /** A token for the scopes, `null` where there is none to be had. */
  // No `| undefined` here: credentials made elsewhere would not fit under exactOptionalPropertyTypes.
  getToken(scopes: string | string[], options?: { abortSignal?: AbortSignal }): Promise<AccessToken | null>;
}

/**
 * How to get the token that requests carry: the token itself; a function that gives it, asked again after five
 * minutes, before the token expires (where it is a JWT), and once after a 401; or a `TokenCredential`.
 */
export type Credential = string | (() => string | Promise<string>) | TokenCredential;

/** Whether a header can carry it. Blanks around it are no part of it: tokens are read from files. */
export function isTokenText(text: string): boolean {
  return /^[\u0021-\u007e]+$/.test(text.trim());
}

/** @throws InvalidArgumentError for what is no credential; the message never shows it */
export function checkCredential(credential: Credential | undefined): Credential | undefined {
  if (credential === undefined || typeof credential === 'function') return credential;
  if (typeof credential === 'string' && isTokenText(credential)) return credential;
  if (typeof credential === 'object' && credential !== null && typeof credential.getToken === 'function') {
    return credential;
  }
  throw new InvalidArgumentError({
    option: 'credential',
    got: typeof credential !== 'string' ? credential : credential.trim() === '' ? credential : '[redacted]',
    takes: 'a token (visible ASCII characters), a function that gives one, or an object with getToken()',
  });
}
