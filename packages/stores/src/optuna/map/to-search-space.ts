import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import type { DistributionNumber, OptunaDistribution } from '../model/distribution.js';

type NumericDistribution = Exclude<OptunaDistribution, { readonly kind: 'categorical' }>;

/** Stepped ranges that no expression says are lists of their values, up to this many. */
const mostListed = 1000;

/**
 * The search space of a study, as this project's own JSON says one. A range that moved from trial to trial is the
 * smallest one around all; logarithmic bounds are those of the exponent, as `loguniform` has them.
 */
export function toSearchSpace(distributions: ReadonlyMap<string, readonly OptunaDistribution[]>): JsonObject {
  const space = new Map<string, JsonValue>();
  for (const [name, all] of distributions) {
    const first = all[0];
    if (first === undefined) continue;
    const whole = first.kind === 'categorical' ? first : around(first, all);
    space.set(name, toExpression(whole));
  }
  return space;
}

function around(first: NumericDistribution, all: readonly OptunaDistribution[]): NumericDistribution {
  return all.reduce<NumericDistribution>((whole, next) => {
    if (next.kind === 'categorical') return whole;
    const low = next.low < whole.low ? next.low : whole.low;
    const high = next.high > whole.high ? next.high : whole.high;
    // Grids that differ have no common step.
    const step = next.step === whole.step ? whole.step : undefined;
    return { ...whole, low, high, step };
  }, first);
}

function toExpression(distribution: OptunaDistribution): JsonValue {
  if (distribution.kind === 'categorical') return ['choice', [distribution.choices]];
  const { kind, isLog, low, high, step } = distribution;
  if (isLog) {
    const bounds = [Math.log(Number(low)), Math.log(Number(high))];
    return kind === 'int' ? ['qloguniform', [...bounds, 1]] : ['loguniform', bounds];
  }
  if (step === undefined) return ['uniform', [low, high]];
  if (isMultiple(low, step)) return ['quniform', [low, high, step]];
  const values = listValues(Number(low), Number(high), Number(step));
  return values === undefined ? ['uniform', [low, high]] : ['choice', [values]];
}

function isMultiple(low: DistributionNumber, step: DistributionNumber): boolean {
  if (typeof low === 'bigint' || typeof step === 'bigint') return BigInt(low) % BigInt(step) === 0n;
  const quotient = low / step;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9;
}

function listValues(low: number, high: number, step: number): readonly number[] | undefined {
  const count = Math.floor((high - low) / step + 1e-9) + 1;
  return count > mostListed ? undefined : Array.from({ length: count }, (_, at) => low + at * step);
}
