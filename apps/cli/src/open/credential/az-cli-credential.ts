import type { CliIo } from '../../context/cli-io.js';
import { AzCliError } from './az-cli-error.js';
import { runAz } from './run-az.js';

/** A token with the time, in milliseconds since 1970, after which it is no good. */
interface AzToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/** What `connect` asks for tokens. It keeps each until shortly before it expires, by audience, and nothing of it on disk. */
export interface AzCliCredential {
  getToken(scopes: string | string[], options?: { readonly abortSignal?: AbortSignal }): Promise<AzToken>;
}

export interface AzCliOptions {
  /** Where `PATH` leads to `az`. */
  readonly env: CliIo['env'];
  /** The subscription of the workspace: its tokens are those of the tenant that it is in. */
  readonly subscriptionId?: string | undefined;
  /** How long it may take, in milliseconds. Default 60 000; a token usually takes two seconds. */
  readonly timeoutMs?: number | undefined;
}

const usualTimeoutMs = 60_000;
/** How long a token is used where it is not said when it expires. */
const unknownLifeMs = 5 * 60_000;

/**
 * The sign-in of `az login`: asks the Azure CLI for each token.
 * @returns a credential that throws AzCliError, which says what to do, or the signal's own reason
 */
export function createAzCliCredential({
  env,
  subscriptionId,
  timeoutMs = usualTimeoutMs,
}: AzCliOptions): AzCliCredential {
  return {
    async getToken(scopes, { abortSignal } = {}) {
      abortSignal?.throwIfAborted();
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = abortSignal === undefined ? timeout : AbortSignal.any([abortSignal, timeout]);
      const outcome = await runAz(azArguments(scopes, subscriptionId), env, signal);
      abortSignal?.throwIfAborted();
      if (outcome.kind === 'missing') throw AzCliError.missing();
      if (outcome.kind === 'stopped') throw AzCliError.slow(Math.round(timeoutMs / 1000));
      if (outcome.code !== 0) throw readFailure(outcome.stderr);
      const token = readToken(outcome.stdout);
      if (token === undefined) throw AzCliError.failed('it printed no token');
      return token;
    },
  };
}

/** The CLI names what a token is for by the resource, which is the scope without its end. */
function azArguments(scopes: string | string[], subscriptionId: string | undefined): readonly string[] {
  const [scope = ''] = [scopes].flat();
  const args = ['account', 'get-access-token', '--output', 'json', '--resource', scope.replace(/\/\.default$/, '')];
  // Words of a shell on Windows: an id is one, and what is none is wrong anyway.
  return subscriptionId !== undefined && /^[\w-]+$/.test(subscriptionId)
    ? [...args, '--subscription', subscriptionId]
    : args;
}

function readFailure(stderr: string): AzCliError {
  if (/run 'az login' to setup account|not logged in/i.test(stderr)) return AzCliError.signedOut();
  const lines = stderr.split('\n').map((line) => line.trim());
  const said = lines.find((line) => line.startsWith('ERROR:')) ?? lines.find((line) => line !== '');
  const words = said
    ?.replace(/^ERROR:\s*/, '')
    .replace(/\.$/, '')
    .slice(0, 300);
  return AzCliError.failed(words === undefined || words === '' ? 'it says not why' : words);
}

/** Reads `accessToken` with `expires_on`, in seconds, or with `expiresOn` of older versions, in local time. */
function readToken(stdout: string): AzToken | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(stdout);
  } catch {
    return undefined;
  }
  if (typeof answer !== 'object' || answer === null || !('accessToken' in answer)) return undefined;
  const { accessToken: token } = answer;
  if (typeof token !== 'string' || token === '') return undefined;
  const seconds = 'expires_on' in answer ? Number(answer.expires_on) : Number.NaN;
  if (Number.isFinite(seconds)) return { token, expiresOnTimestamp: seconds * 1000 };
  const local = 'expiresOn' in answer ? Date.parse(String(answer.expiresOn).replace(' ', 'T')) : Number.NaN;
  return { token, expiresOnTimestamp: Number.isFinite(local) ? local : Date.now() + unknownLifeMs };
}
