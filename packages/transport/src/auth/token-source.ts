import { BackendError, HyperDriveError } from '@hyperdrive-run/core';
import { SharedCall } from '../async/shared-call.js';
import { errorMessage } from '../error-message.js';
import { type Credential, checkCredential, isTokenText } from './credential.js';
import { readTokenExpiry } from './read-token-expiry.js';

/** A token is replaced this long before it expires, or in the last quarter of a shorter life. */
const marginMs = 5 * 60_000;
/** How long a function's token is used that does not say when it expires. */
const unknownLifeMs = 5 * 60_000;

interface HeldToken {
  readonly text: string;
  readonly expiresAt: number;
  readonly replaceAt: number;
}

/** Gives the token for requests: kept, replaced before it expires, and fetched once however many requests wait for it. */
export class TokenSource {
  readonly #fetchToken: ((signal: AbortSignal) => Promise<HeldToken>) | undefined;
  readonly #refresh: SharedCall<HeldToken>;
  readonly #now: () => number;
  #held: HeldToken | undefined;

  /**
   * @param credential where the tokens come from; without one, requests carry none
   * @param scope what a `TokenCredential` is asked for
   * @throws InvalidArgumentError for what is no credential
   */
  constructor(credential: Credential | undefined, scope: string, now: () => number = Date.now) {
    const checked = checkCredential(credential);
    this.#now = now;
    if (typeof checked === 'string') {
      this.#held = this.#hold(checked, Number.POSITIVE_INFINITY);
    } else if (typeof checked === 'function') {
      this.#fetchToken = async () => {
        const { text } = this.#hold(await checked(), Number.POSITIVE_INFINITY);
        const expiresAt = readTokenExpiry(text);
        if (expiresAt !== undefined) return this.#hold(text, expiresAt);
        return this.#hold(text, Number.POSITIVE_INFINITY, this.#now() + unknownLifeMs);
      };
    } else if (checked !== undefined) {
      this.#fetchToken = async (abortSignal) => {
        const answer = await checked.getToken(scope, { abortSignal });
        if (answer === null) throw noToken('it has no token for this service');
        return this.#hold(answer.token, answer.expiresOnTimestamp);
      };
    }
    this.#refresh = new SharedCall(async (signal) => {
      try {
        const token = await this.#fetchToken?.(signal);
        if (token === undefined) throw noToken('there is none');
        this.#held = token;
        return token;
      } catch (error) {
        if (signal.aborted || HyperDriveError.isInstance(error)) throw error;
        throw noToken(errorMessage(error), error);
      }
    });
  }

  /** The token to send now, or `undefined` where requests go without. */
  async get(signal: AbortSignal | undefined): Promise<string | undefined> {
    const held = this.#held;
    if (held !== undefined && this.#now() < held.replaceAt) return held.text;
    if (this.#fetchToken === undefined) return held?.text;
    try {
      return (await this.#refresh.join(signal)).text;
    } catch (error) {
      // What is still good is used, although no newer one could be had.
      if (signal?.aborted !== true && held !== undefined && this.#now() < held.expiresAt) return held.text;
      throw error;
    }
  }

  /** Another token than the one that a service refused, or `undefined` where no other can be had. */
  async renew(refused: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    if (this.#fetchToken === undefined) return undefined;
    const held = this.#held;
    if (held !== undefined && held.text !== refused) return held.text;
    const { text } = await this.#refresh.join(signal);
    return text === refused ? undefined : text;
  }

  #hold(text: string, expiresAt: number, replaceAt = this.#replaceTime(expiresAt)): HeldToken {
    const trimmed = typeof text === 'string' ? text.trim() : '';
    if (!isTokenText(trimmed)) {
      throw noToken(trimmed === '' ? 'it is empty' : 'it contains characters that no header can carry');
    }
    return { text: trimmed, expiresAt, replaceAt };
  }

  #replaceTime(expiresAt: number): number {
    return Number.isFinite(expiresAt) ? expiresAt - Math.min(marginMs, (expiresAt - this.#now()) / 4) : expiresAt;
  }
}

function noToken(reason: string, cause?: unknown): BackendError {
  return new BackendError({
    code: 'not-authenticated',
    message: `The credential gave no usable token: ${reason}.`,
    hint: 'Sign in again, or pass another credential.',
    cause,
  });
}
