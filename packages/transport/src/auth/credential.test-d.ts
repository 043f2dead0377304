import { expectTypeOf, it } from 'vitest';
import type { Credential } from './credential.js';

// The types of @azure/core-auth 1.x, as far as a credential shows them.
interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(
    type: 'abort',
    listener: (this: AbortSignalLike, event: unknown) => unknown,
    options?: unknown,
  ): void;
  removeEventListener(
    type: 'abort',
    listener: (this: AbortSignalLike, event: unknown) => unknown,
    options?: unknown,
  ): void;
}
interface GetTokenOptions {
  abortSignal?: AbortSignalLike;
  requestOptions?: { timeout?: number };
  claims?: string;
  tenantId?: string;
}
interface AzureAccessToken {
  token: string;
  expiresOnTimestamp: number;
  refreshAfterTimestamp?: number;
}
interface AzureTokenCredential {
  getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AzureAccessToken | null>;
}
declare class AzureCredential implements AzureTokenCredential {
  getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AzureAccessToken>;
}

it('takes the credentials of @azure/identity as they are, tokens, and functions', () => {
  expectTypeOf<AzureTokenCredential>().toExtend<Credential>();
  expectTypeOf<AzureCredential>().toExtend<Credential>();
  expectTypeOf<string>().toExtend<Credential>();
  expectTypeOf<() => string>().toExtend<Credential>();
  expectTypeOf<() => Promise<string>>().toExtend<Credential>();
  expectTypeOf<undefined>().not.toExtend<Credential>();
  expectTypeOf<{ token: string }>().not.toExtend<Credential>();
});
