import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import type { JsonObject } from '../../json/json-value.js';
import { throwIfAny, violation } from '../checks/config-violations.js';
import { findIntegerViolations, findUnknownOptions } from '../checks/option-checks.js';
import { commonPolicyOptions, IntervalPolicy, type PolicyOptions } from './interval-policy.js';
import type { UnknownPolicy } from './unknown-policy.js';

/** What the bandit policy takes: exactly one of the two slacks. */
export interface BanditPolicyOptions extends PolicyOptions {
  /** The allowed distance from the best trial, as a share of the value: 0.1 is ten percent. */
  readonly slackFactor?: number | undefined;
  /** The allowed distance from the best trial, in the metric's own unit. */
  readonly slackAmount?: number | undefined;
}

/** What truncation selection takes. */
export interface TruncationSelectionPolicyOptions extends PolicyOptions {
  /** The share of trials, the worst ones, to stop at each interval: 1 to 99 percent. */
  readonly truncationPercentage: number;
}

/** When the service stops trials that do badly. Told apart by `kind`. */
export type EarlyTerminationPolicy =
  | BanditPolicy
  | MedianStoppingPolicy
  | TruncationSelectionPolicy
  | NoTerminationPolicy
  | UnknownPolicy;

/** Stops a trial whose best value lies further from the best of all trials than the slack allows. */
export class BanditPolicy extends IntervalPolicy {
  readonly kind = 'bandit' as const;
  override readonly name: string = 'Bandit';
  readonly slackFactor: number | undefined;
  readonly slackAmount: number | undefined;

  /** @throws HyperDriveConfigError that lists everything that is wrong with the options */
  constructor(options: BanditPolicyOptions) {
    throwIfAny(findUnknownOptions(options, ['slackFactor', 'slackAmount', ...commonPolicyOptions]));
    super(options, findSlackViolations(options));
    this.slackFactor = options.slackFactor;
    this.slackAmount = options.slackAmount;
  }

  /** The wire's `policy_config`. */
  toWire(): JsonObject {
    return this.writeWire({ slack_factor: this.slackFactor, slack_amount: this.slackAmount });
  }
}

/** Stops a trial whose best value is worse than the median of all trials' running averages. */
export class MedianStoppingPolicy extends IntervalPolicy {
  readonly kind = 'median-stopping' as const;
  override readonly name: string = 'MedianStopping';

  /** @throws HyperDriveConfigError that lists everything that is wrong with the options */
  constructor(options: PolicyOptions = {}) {
    throwIfAny(findUnknownOptions(options, commonPolicyOptions));
    super(options, []);
  }

  /** The wire's `policy_config`. */
  toWire(): JsonObject {
    return this.writeWire({});
  }
}

/** Stops, at each interval, the given share of trials: the worst ones. */
export class TruncationSelectionPolicy extends IntervalPolicy {
  readonly kind = 'truncation-selection' as const;
  override readonly name: string = 'TruncationSelection';
  readonly truncationPercentage: number;

  /** @throws HyperDriveConfigError that lists everything that is wrong with the options */
  constructor(options: TruncationSelectionPolicyOptions) {
    throwIfAny(findUnknownOptions(options, ['truncationPercentage', ...commonPolicyOptions]));
    super(options, findIntegerViolations('truncationPercentage', options.truncationPercentage, 1, 99));
    this.truncationPercentage = options.truncationPercentage;
  }

  /** The wire's `policy_config`. */
  toWire(): JsonObject {
    return this.writeWire({
      truncation_percentage: this.truncationPercentage,
      exclude_finished_jobs: this.excludeFinishedJobs ?? false,
    });
  }
}

/** Stops no trial: the default. */
export class NoTerminationPolicy {
  readonly kind = 'none' as const;
  /** The name on the wire. */
  readonly name: string = 'Default';
  readonly violations: readonly ConfigViolation[] = [];

  /** The wire's `policy_config`. */
  toWire(): JsonObject {
    return new Map([['name', this.name]]);
  }
}

/** Everything that is wrong with a policy that a user passes, or with what was passed in its place. */
export function findPolicyViolations(policy: EarlyTerminationPolicy): readonly ConfigViolation[] {
  const isPolicy = typeof policy === 'object' && policy !== null && Array.isArray(policy.violations);
  if (isPolicy) return policy.violations;
  return [
    violation('', policy, 'a BanditPolicy, MedianStoppingPolicy, TruncationSelectionPolicy or NoTerminationPolicy'),
  ];
}

function findSlackViolations(options: BanditPolicyOptions): readonly ConfigViolation[] {
  const given = [
    ['slackFactor', options.slackFactor],
    ['slackAmount', options.slackAmount],
  ] as const;
  const set = given.filter(([, value]) => value !== undefined);
  if (set.length !== 1) {
    return [
      { path: 'slackFactor', got: set.length === 0 ? 'not set' : 'set', takes: 'exactly one of it and slackAmount' },
    ];
  }
  return set.flatMap(([name, value]) =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0
      ? []
      : [violation(name, value, 'a finite number of at least 0')],
  );
}
