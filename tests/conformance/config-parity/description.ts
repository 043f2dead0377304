/** A value of a description, as python/config_ops.py reads it. */
export type DescribedValue =
  | null
  | boolean
  | number
  | string
  | readonly DescribedValue[]
  | { readonly $float: string }
  | { readonly $int: string }
  | { readonly $range: readonly number[] }
  | { readonly $dict: readonly (readonly [name: string, value: DescribedValue])[] }
  | { readonly $goal: 'MAXIMIZE' | 'MINIMIZE' }
  | { readonly $script: true }
  | { readonly $sweep: DescribedSweep }
  | { readonly $child: DescribedChild };

/** An earlier sweep, for `resume_from`. */
export interface DescribedSweep {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly metric: string;
  readonly goal: 'maximize' | 'minimize';
  readonly host: string;
  readonly space: readonly (readonly [name: string, expression: DescribedExpression])[];
  /** Its `max_total_runs`. */
  readonly total: number;
}

/** A child run of an earlier sweep, for `resume_child_runs`. */
export interface DescribedChild {
  readonly id: string;
  readonly status: string;
  readonly parent: DescribedSweep | null;
}

/** One parameter expression with its arguments, in the order of Python's. */
export interface DescribedExpression {
  readonly make: 'expression';
  readonly name: string;
  readonly args: readonly DescribedValue[];
}

/** A search space, or what stands in its place. */
export type DescribedSpace =
  | DescribedValue
  | { readonly $space: readonly (readonly [name: string, expression: DescribedExpression | DescribedValue])[] };

/** Options by their Python names. */
export type DescribedOptions = Readonly<Record<string, DescribedValue | undefined>>;

/** A sampling, by the name of its class. */
export interface DescribedSampling {
  readonly make: 'sampling';
  readonly name: 'RandomParameterSampling' | 'GridParameterSampling' | 'BayesianParameterSampling';
  readonly space: DescribedSpace;
  readonly options: DescribedOptions;
}

/** An early termination policy, by the name of its class. */
export interface DescribedPolicy {
  readonly make: 'policy';
  readonly name: 'BanditPolicy' | 'MedianStoppingPolicy' | 'TruncationSelectionPolicy' | 'NoTerminationPolicy';
  readonly options: DescribedOptions;
}

/** A whole config. */
export interface DescribedConfig {
  readonly make: 'config';
  readonly options: Readonly<Record<string, DescribedValue | DescribedSampling | DescribedPolicy | undefined>>;
}

/** What both sides are asked to make. */
export type Description = DescribedExpression | DescribedSampling | DescribedPolicy | DescribedConfig;

/**
 * The same with every whole float as an integer: JavaScript does not see the difference between 5 and 5.0, so that is
 * what ours is given.
 */
export function withoutWholeFloats(part: unknown): unknown {
  if (Array.isArray(part)) return part.map((item: unknown) => withoutWholeFloats(item));
  if (typeof part !== 'object' || part === null) return part;
  if ('$float' in part) {
    const value = Number(part.$float);
    return Number.isInteger(value) ? { $int: BigInt(value).toString() } : part;
  }
  return Object.fromEntries(Object.entries(part).map(([name, item]) => [name, withoutWholeFloats(item)]));
}
