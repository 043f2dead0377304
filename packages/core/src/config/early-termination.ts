import type { ConfigViolation } from '../errors/hyperdrive-config-error.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { throwIfAny, violation } from './config-violations.js';
import { findIntegerViolations, findUnknownOptions } from './option-checks.js';

/** What every policy takes. An interval counts how often a trial has logged the primary metric. */
export interface PolicyOptions {
  /** A trial is judged at every multiple of this many logged values. At least 1, the default. */
  readonly evaluationInterval?: number | undefined;
  /** A trial is not judged before it has logged this many values. Default 0. */
  readonly delayEvaluation?: number | undefined;
  /** Whether ended trials are left out of the comparison. The service's default is `false`. */
  readonly excludeFinishedJobs?: boolean | undefined;
  /**
   * `false` makes no check now: faults stay listed in `violations`, and only submitting refuses them. For sweeps that
   * are read, and for callers who want to list all faults at once. Default true.
   */
  readonly validate?: boolean | undefined;
}

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

abstract class IntervalPolicy {
  /** The name on the wire. */
  abstract readonly name: string;
  readonly evaluationInterval: number;
  readonly delayEvaluation: number;
  /** `undefined` where nothing was said; the service then takes `false`. */
  readonly excludeFinishedJobs: boolean | undefined;
  /** Everything that is wrong; empty but for policies made with `validate: false`. */
  readonly violations: readonly ConfigViolation[];

  protected constructor(options: PolicyOptions, further: readonly ConfigViolation[]) {
    this.evaluationInterval = options.evaluationInterval ?? 1;
    this.delayEvaluation = options.delayEvaluation ?? 0;
    this.excludeFinishedJobs = options.excludeFinishedJobs;
    this.violations = [
      ...findIntegerViolations('evaluationInterval', this.evaluationInterval, 1),
      ...findIntegerViolations('delayEvaluation', this.delayEvaluation, 0),
      ...findFlagViolations('excludeFinishedJobs', this.excludeFinishedJobs),
      ...further,
    ];
    if (options.validate !== false) throwIfAny(this.violations);
  }

  protected writeWire(further: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
    const properties = new Map<string, JsonValue>([
      ['evaluation_interval', this.evaluationInterval],
      ['delay_evaluation', this.delayEvaluation],
    ]);
    const rest = { exclude_finished_jobs: this.excludeFinishedJobs, ...further };
    for (const [name, value] of Object.entries(rest)) if (value !== undefined) properties.set(name, value);
    return new Map<string, JsonValue>([
      ['name', this.name],
      ['properties', properties],
    ]);
  }
}

const commonOptions = ['evaluationInterval', 'delayEvaluation', 'excludeFinishedJobs', 'validate'] as const;

/** Stops a trial whose best value lies further from the best of all trials than the slack allows. */
export class BanditPolicy extends IntervalPolicy {
  readonly kind = 'bandit' as const;
  override readonly name: string = 'Bandit';
  readonly slackFactor: number | undefined;
  readonly slackAmount: number | undefined;

  /** @throws HyperDriveConfigError that lists everything that is wrong with the options */
  constructor(options: BanditPolicyOptions) {
    throwIfAny(findUnknownOptions(options, ['slackFactor', 'slackAmount', ...commonOptions]));
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
    throwIfAny(findUnknownOptions(options, commonOptions));
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
    throwIfAny(findUnknownOptions(options, ['truncationPercentage', ...commonOptions]));
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

/** The policy of a sweep that was read, which this version does not know. It is kept as it was; it cannot be submitted. */
export class UnknownPolicy {
  readonly kind = 'unknown' as const;
  /** The name on the wire; empty where there is none. */
  readonly name: string;
  /** What was read: JSON, or the text itself where it was none. */
  readonly raw: JsonValue;

  constructor(name: string, raw: JsonValue) {
    this.name = name;
    this.raw = raw;
  }

  get violations(): readonly ConfigViolation[] {
    const got = this.name === '' ? 'not known' : this.name;
    return [{ path: '', got, takes: 'an early termination policy that can be read' }];
  }

  /** What was read. */
  toWire(): JsonValue {
    return this.raw;
  }
}

/** Everything that is wrong with a policy that a user passes, or with what stands in its place. */
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

function findFlagViolations(path: string, value: unknown): readonly ConfigViolation[] {
  return value === undefined || typeof value === 'boolean' ? [] : [violation(path, value, 'true or false')];
}
