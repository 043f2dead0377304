import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { throwIfAny, violation } from '../checks/config-violations.js';
import { findIntegerViolations } from '../checks/option-checks.js';

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

/** The names of the options that every policy takes. */
export const commonPolicyOptions: readonly string[] = [
  'evaluationInterval',
  'delayEvaluation',
  'excludeFinishedJobs',
  'validate',
];

/** What the policies have in common that judge a trial at intervals. */
export abstract class IntervalPolicy {
  /** The name on the wire. */
  abstract readonly name: string;
  readonly evaluationInterval: number;
  readonly delayEvaluation: number;
  /** `undefined` where nothing was said; the service then takes `false`. */
  readonly excludeFinishedJobs: boolean | undefined;
  /** Everything that is wrong; empty but for policies made with `validate: false`. */
  readonly violations: readonly ConfigViolation[];

  protected constructor(options: PolicyOptions, further: readonly ConfigViolation[]) {
    this.evaluationInterval = options.evaluationInterval === undefined ? 1 : options.evaluationInterval;
    this.delayEvaluation = options.delayEvaluation === undefined ? 0 : options.delayEvaluation;
    this.excludeFinishedJobs = options.excludeFinishedJobs;
    this.violations = [
      ...findIntegerViolations('evaluationInterval', this.evaluationInterval, 1),
      ...findIntegerViolations('delayEvaluation', this.delayEvaluation, 0),
      ...findFlagViolations('excludeFinishedJobs', this.excludeFinishedJobs),
      ...further,
    ];
    if (options.validate !== false) throwIfAny(this.violations);
  }

  /** The policy's wire form: the fields that all have, and those of one kind. */
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

function findFlagViolations(path: string, value: unknown): readonly ConfigViolation[] {
  return value === undefined || typeof value === 'boolean' ? [] : [violation(path, value, 'true or false')];
}
