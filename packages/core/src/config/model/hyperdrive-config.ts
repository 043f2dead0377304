import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { type PrimaryMetric, type PrimaryMetricGoal, parseGoal } from '../../ranking/primary-metric.js';
import { adviseOnConfig, type ConfigAdvice } from '../checks/config-advice.js';
import { defaultMaxDurationMinutes, maxConcurrentRunsLimit, maxTotalRunsLimit } from '../checks/config-limits.js';
import { throwIfAny } from '../checks/config-violations.js';
import { configOptionNames, findConfigViolations, findMetricViolations } from '../checks/find-config-violations.js';
import { findUnknownOptions } from '../checks/option-checks.js';
import { readConfigOptions } from '../wire/config-from-wire.js';
import { configToWire, hasRunDefinition } from '../wire/config-to-wire.js';
import { readDurationSeconds } from '../wire/duration-wire.js';
import { type EarlyTerminationPolicy, NoTerminationPolicy } from './early-termination.js';
import type { HyperDriveConfigOptions, UncheckedHyperDriveConfigOptions } from './hyperdrive-config-options.js';
import type { HyperparameterSampling } from './sampling.js';
import type { TrialDefinition } from './trial/trial-definition.js';
import type { SearchSpace } from './values-of.js';
import type { RunKey } from './warm-start.js';

/** How {@link HyperDriveConfig.fromWire} reports what it took although it could not read it. */
export interface ReadConfigOptions {
  /** Is called with a sentence for a person for each thing that was ignored. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/**
 * What a sweep is to do: its trials, its search space, its goal, its limits. `Space` is the search space as it was written
 * down; of a config that was read from somewhere, any name and any expression.
 */
export class HyperDriveConfig<Space extends SearchSpace = SearchSpace> {
  readonly runConfig: TrialDefinition | undefined;
  readonly hyperparameterSampling: HyperparameterSampling<Space>;
  readonly primaryMetricName: string;
  readonly primaryMetricGoal: PrimaryMetricGoal;
  /** At most this many trials. Of a sweep that does not say it, the service's own limit. */
  readonly maxTotalRuns: number;
  /** At most this many trials at once. */
  readonly maxConcurrentRuns: number;
  /** The sweep is ended after this many minutes, or where it says seconds, after as many as they begin. */
  readonly maxDurationMinutes: number;
  /** The sweep is ended after this many seconds. */
  readonly maxDurationSeconds: number;
  /**
   * Whether any of the limits was set. Where none was, they are defaults that bind nobody: the nested runs of another
   * tool, for example, are no sweep to their service.
   */
  readonly hasLimits: boolean;
  readonly policy: EarlyTerminationPolicy;
  readonly resumeFrom: readonly RunKey[];
  readonly resumeChildRuns: readonly RunKey[];
  /** The wire's `platform_config` as it was read or given. */
  readonly platformConfig: JsonObject | undefined;
  /** What is allowed, but will not go as one may expect, by its option. */
  readonly advice: readonly ConfigAdvice[];
  /** The same in sentences for a person to read. */
  readonly warnings: readonly string[];
  /**
   * Everything that prevents a submit, but for a missing `runConfig`. Empty unless the config was read, or
   * made with `validate: false`.
   */
  readonly violations: readonly ConfigViolation[];

  /** @throws HyperDriveConfigError that lists everything that is wrong, each fault with its path */
  constructor(options: HyperDriveConfigOptions<Space> | UncheckedHyperDriveConfigOptions<Space>) {
    throwIfAny(findUnknownOptions(options, configOptionNames));
    const metricViolations = findMetricViolations(options);
    const violations = findConfigViolations(options);
    const goal = parseGoal(options.primaryMetricGoal);
    throwIfAny([...metricViolations, ...(options.validate === false ? [] : violations)]);
    this.violations = violations;
    this.runConfig = options.runConfig;
    this.hyperparameterSampling = options.hyperparameterSampling;
    this.primaryMetricName = options.primaryMetricName;
    this.primaryMetricGoal = goal ?? 'maximize';
    this.maxTotalRuns = readable(options.maxTotalRuns) ?? maxTotalRunsLimit;
    this.maxConcurrentRuns = readable(options.maxConcurrentRuns) ?? Math.min(this.maxTotalRuns, maxConcurrentRunsLimit);
    const seconds = readable(options.maxDurationSeconds) ?? readDurationSeconds(options.platformConfig);
    const minutes = seconds === undefined ? defaultMaxDurationMinutes : Math.ceil(seconds / 60);
    this.maxDurationMinutes = readable(options.maxDurationMinutes) ?? minutes;
    this.maxDurationSeconds = seconds ?? this.maxDurationMinutes * 60;
    const limits = [
      options.maxTotalRuns,
      options.maxConcurrentRuns,
      options.maxDurationMinutes,
      options.maxDurationSeconds,
    ];
    this.hasLimits = limits.some((limit) => limit !== undefined);
    this.policy = options.policy ?? new NoTerminationPolicy();
    this.resumeFrom = [...(options.resumeFrom ?? [])];
    this.resumeChildRuns = [...(options.resumeChildRuns ?? [])];
    this.platformConfig = options.platformConfig;
    this.advice = adviseOnConfig(this);
    this.warnings = this.advice.map(({ path, got, why }) => `${path} is ${got}: ${why}.`);
  }

  /** The metric that the sweep is judged by, with its goal. */
  get primaryMetric(): PrimaryMetric {
    return { name: this.primaryMetricName, goal: this.primaryMetricGoal };
  }

  /**
   * Checks that the config can be submitted.
   * @throws HyperDriveConfigError that lists everything that prevents it, a missing `runConfig` too
   */
  checkForSubmit(): void {
    const isMissing = this.runConfig === undefined && !hasRunDefinition(this.platformConfig);
    throwIfAny([
      ...(isMissing ? [{ path: 'runConfig', got: 'undefined', takes: 'a trial definition: { command, ... }' }] : []),
      ...this.violations,
    ]);
  }

  /**
   * The config as it is submitted: as in `docs/wire-protocol.md`, without the name, the user and the scope,
   * which the backend adds.
   * @throws HyperDriveConfigError as {@link checkForSubmit} does
   */
  toWire(): JsonObject {
    this.checkForSubmit();
    return configToWire(this);
  }

  /**
   * Reads a submitted config. Limits are not checked, unknown samplings and policies are kept: see `violations`.
   * @throws HyperDriveConfigError where the primary metric cannot be read
   */
  static fromWire(value: JsonValue, options: ReadConfigOptions = {}): HyperDriveConfig {
    return new HyperDriveConfig(readConfigOptions(value, options.onWarning ?? (() => {})));
  }
}

/** NaN means that it could not be read: a violation, for which the default is shown. */
function readable(limit: number | undefined): number | undefined {
  return Number.isNaN(limit) ? undefined : limit;
}
