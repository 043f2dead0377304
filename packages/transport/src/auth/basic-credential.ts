import { InvalidArgumentError } from '@hyperdrive-run/core';

/** A user with a password, for services that ask for `Basic` authentication. */
export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/** Whether a credential is a user with a password. */
export function isBasicCredential(credential: unknown): credential is BasicCredential {
  return typeof credential === 'object' && credential !== null && 'username' in credential && 'password' in credential;
}

/**
 * What follows `Basic` in the header (RFC 7617): user and password as UTF-8, in base64.
 * @throws InvalidArgumentError where the user is empty or contains a colon, or either is no text; never shows the password
 */
export function toBasicToken({ username, password }: BasicCredential): string {
  if (typeof username !== 'string' || username === '' || username.includes(':')) {
    throw new InvalidArgumentError({
      option: 'credential.username',
      got: username,
      takes: 'a non-empty string without a colon',
    });
  }
  if (typeof password !== 'string') {
    throw new InvalidArgumentError({ option: 'credential.password', got: typeof password, takes: 'a string' });
  }
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return btoa(String.fromCharCode(...bytes));
}
