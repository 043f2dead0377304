import type { BasicCredential } from '../auth/basic-credential.js';
import type { Credential } from '../auth/credential.js';
import type { ClientOptions } from '../http/client-options.js';

/**
 * Who answers: an MLflow tracking server, or Azure ML's own endpoint, which speaks the same protocol with less in it
 * (pages below 1000 runs, no bulk histories, filters by tag only).
 */
export type MlflowFlavor = 'open-source' | 'azure-ml';

/** How to reach an MLflow tracking server, or Azure ML's endpoint that speaks its protocol. */
export interface MlflowOptions extends ClientOptions {
  /** An http or https address; the path of a server below a prefix belongs to it. */
  readonly address: string;
  /** Which of the two kinds of server it is. Default `open-source`. */
  readonly flavor?: MlflowFlavor | undefined;
  /** The experiment, without which single runs are found, and sweeps of all experiments are listed. */
  readonly experimentName?: string | undefined;
  /** A token (sent as `Bearer`), or a user with a password (sent as `Basic`). Without one, requests carry neither. */
  readonly credential?: Credential | BasicCredential | undefined;
  /** How many metric requests may be under way at once. Default 16. */
  readonly concurrency?: number | undefined;
}

/** How many metric requests are under way at once unless somebody says otherwise. */
export const usualConcurrency = 16;
