import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isJsonArray, parseJson } from '@hyperdrive-run/core/json';
import { jwtVerify } from 'jose';
import type { RunToken } from '../../engine/run-token.js';
import type { RunKey } from '../../storage/run-key.js';

/** Who sent a request: the holder of the service's token, or a trial with the token of its run. */
export type Principal =
  | { readonly kind: 'service' }
  | {
      readonly kind: 'run';
      readonly key: RunKey;
      readonly isExpired: boolean;
      /** The start that the token is for, of a trial on another machine. */
      readonly launchId?: string | undefined;
    };

/** Issues tokens and says whose a token is. */
export interface Auth {
  /** Grants everything. */
  readonly serviceToken: string;
  readonly issueRunToken: (key: RunKey, launchId?: string) => Promise<RunToken>;
  /** `undefined` where the token is none of ours. An expired run token is reported as such: it may still be renewed. */
  principalOf(token: string): Promise<Principal | undefined>;
  /** A token that lets anybody who has it read one file of a run for an hour. */
  signFile(key: RunKey, path: string): Promise<string>;
  isFileSignature(token: string, key: RunKey, path: string): Promise<boolean>;
}

export interface AuthOptions {
  /** Signs run tokens; at least 32 bytes. */
  readonly signingKey: Uint8Array;
  /** The service's token; made at random where it is left out. */
  readonly serviceToken?: string | undefined;
  readonly now: () => Date;
  /** How long a run token is valid, in milliseconds; a week by default, as long as a sweep by default may take. */
  readonly runTokenLifetimeMs?: number | undefined;
}

const algorithm = 'HS256';
const base64url = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
const tokenHeader = base64url({ alg: algorithm, typ: 'JWT' });
/** Tokens whose signature is remembered: those of the trials that run, and of the files that are looked at. */
const mostVerified = 1000;
const fileLifetimeMs = 3_600_000;
const weekMs = 7 * 24 * 3_600_000;

interface VerifiedToken {
  readonly subject: readonly string[];
  readonly expiryMs: number;
}

export function createAuth(options: AuthOptions): Auth {
  const { signingKey, now } = options;
  const serviceToken = options.serviceToken ?? randomBytes(32).toString('base64url');
  const serviceDigest = digestOf(serviceToken);

  /** By hand: `jose` reads the key anew and asks another thread for each token, which costs a trial half a millisecond. */
  async function sign(audience: string, subject: readonly string[], lifetimeMs: number): Promise<RunToken> {
    const issuedSeconds = Math.floor(now().getTime() / 1000);
    const expirySeconds = Math.floor((now().getTime() + lifetimeMs) / 1000);
    const claims = { aud: audience, sub: JSON.stringify(subject), iat: issuedSeconds, exp: expirySeconds };
    const signed = `${tokenHeader}.${base64url(claims)}`;
    const signature = createHmac('sha256', signingKey).update(signed).digest('base64url');
    return { token: `${signed}.${signature}`, expiryTime: new Date(expirySeconds * 1000) };
  }

  /** A script sends the same token with each of its calls. */
  const verified = new Map<string, VerifiedToken>();

  async function verify(audience: string, token: string): Promise<VerifiedToken | undefined> {
    const known = verified.get(audience + token);
    if (known !== undefined) return known;
    try {
      // The expiry is looked at where the token is used, so that an expired one can be distinguished from a forged one.
      const { payload } = await jwtVerify(token, signingKey, {
        algorithms: [algorithm],
        audience,
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(0),
      });
      if (verified.size >= mostVerified) verified.clear();
      const found = { subject: textsOf(payload.sub ?? ''), expiryMs: (payload.exp ?? 0) * 1000 };
      verified.set(audience + token, found);
      return found;
    } catch {
      return undefined;
    }
  }

  const isExpired = ({ expiryMs }: VerifiedToken): boolean => expiryMs <= now().getTime();

  return {
    serviceToken,
    issueRunToken: (key, launchId) =>
      sign(
        'run',
        [...subjectOf(key), ...(launchId === undefined ? [] : [launchId])],
        options.runTokenLifetimeMs ?? weekMs,
      ),
    async principalOf(token) {
      if (timingSafeEqual(digestOf(token), serviceDigest)) return { kind: 'service' };
      const found = await verify('run', token);
      if (found === undefined) return undefined;
      const [subscriptionId, resourceGroup, workspaceName, runId, launchId] = found.subject;
      if (
        subscriptionId === undefined ||
        resourceGroup === undefined ||
        workspaceName === undefined ||
        runId === undefined
      ) {
        return undefined;
      }
      const scope = { subscriptionId, resourceGroup, workspaceName };
      return { kind: 'run', key: { scope, runId }, isExpired: isExpired(found), launchId };
    },
    signFile: async (key, path) => (await sign('file', [...subjectOf(key), path], fileLifetimeMs)).token,
    async isFileSignature(token, key, path) {
      const found = await verify('file', token);
      const wanted = JSON.stringify([...subjectOf(key), path]);
      return found !== undefined && !isExpired(found) && JSON.stringify(found.subject) === wanted;
    },
  };
}

function subjectOf({ scope, runId }: RunKey): readonly string[] {
  return [scope.subscriptionId, scope.resourceGroup, scope.workspaceName, runId];
}

function textsOf(json: string): readonly string[] {
  const value = parseJson(json);
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Digests are of one length, which comparing in constant time needs. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
