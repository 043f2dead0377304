import type { JsonObject } from '@hyperdrive-run/core/json';
import type { StoredLaunch } from '../../../storage/launches/launch-store.js';
import type { RunKey } from '../../../storage/run-key.js';
import type { RunStore } from '../../../storage/run-store.js';
import type { IssueRunToken } from '../../run-token.js';
import { tokenValues } from '../../trial/run-variables.js';
import { type ClaimRequest, type LaunchRefusal, refuseClaim } from './claim-rule.js';
import type { LaunchReport } from './launch.js';
import { digestOf, hasDigest } from './launch-digest.js';
import { tokenNamesOf, withVariables } from './launch-job.js';

/** What a claim comes to. */
export type ClaimAnswer =
  | { readonly kind: 'granted'; readonly job: JsonObject }
  | { readonly kind: 'refused'; readonly reason: LaunchRefusal };

/** What is asked of launches by those who run them. */
export interface LaunchClaims {
  /** Grants a launch to an attempt, or refuses it. @param node the machine that asks, as it names itself */
  claim(id: string, request: ClaimRequest & { readonly node: string | undefined }): Promise<ClaimAnswer>;
  /**
   * The launch of whoever says that it has claimed it, which counts as heard of.
   * @returns `undefined` where this is not so
   */
  claimedBy(id: string, attempt: string): StoredLaunch | undefined;
  /** Keeps what an attempt says of its end. The first report stays; a repeated one changes nothing. */
  report(id: string, report: LaunchReport): void;
  /** Whether the token that a claim gave still counts. */
  isTokenValid(id: string): boolean;
}

/** What launches are kept with. */
export interface LaunchesOptions {
  readonly store: Pick<RunStore, 'launches' | 'transaction' | 'getRun'>;
  readonly issueRunToken: IssueRunToken;
  readonly now: () => Date;
}

/**
 * @param heard when the attempts of launches were last heard of
 * @param changed is called after each change of a launch
 */
export function createLaunchClaims(
  { store, issueRunToken, now }: LaunchesOptions,
  heard: Map<string, Date>,
  changed: (id: string) => void,
): LaunchClaims {
  const stored = store.launches;

  /** In one transaction: of a claim and a withdrawal one comes first. */
  function grant(id: string, request: Parameters<LaunchClaims['claim']>[1]): Granted | LaunchRefusal {
    return store.transaction(() => {
      const launch = stored.get(id);
      const refusal = refuseClaim(launch, request, launch?.run && store.getRun(launch.run)?.status);
      if (refusal !== undefined) return refusal;
      if (launch?.job === undefined) return 'LaunchUnknown';
      if (launch.state === 'open') {
        const attempt = digestOf(request.attempt);
        stored.change(id, { state: 'claimed', attempt, node: request.node, claimTime: now() });
      }
      return { job: launch.job, run: launch.run };
    });
  }

  return {
    async claim(id, request) {
      const granted = grant(id, request);
      if (typeof granted === 'string') return { kind: 'refused', reason: granted };
      heard.set(id, now());
      changed(id);
      const { job, run } = granted;
      if (run === undefined) return { kind: 'granted', job };
      const token = await issueRunToken(run, id);
      return { kind: 'granted', job: withVariables(job, tokenValues(token, tokenNamesOf(job))) };
    },
    claimedBy(id, attempt) {
      const launch = stored.get(id);
      if (launch === undefined || !hasDigest(attempt, launch.attempt)) return undefined;
      if (launch.state === 'claimed') heard.set(id, now());
      return launch;
    },
    report(id, report) {
      store.transaction(() => {
        if (stored.get(id)?.state !== 'claimed') return;
        const how = report.kind === 'exited' ? { exitCode: report.code } : { reason: report.reason };
        stored.change(id, { state: 'reported', ...how, endTime: now(), job: undefined });
        heard.delete(id);
      });
      changed(id);
    },
    isTokenValid(id) {
      const state = stored.get(id)?.state;
      return state === 'claimed' || state === 'reported';
    },
  };
}

interface Granted {
  readonly job: JsonObject;
  readonly run: RunKey | undefined;
}
