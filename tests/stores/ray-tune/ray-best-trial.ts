import type { MetricCell } from '@hyperdrive-run/core';

// Ray's own rule for the best trial, as ray 2.60 computes it (tune/trainable/metadata.py, analysis/experiment_analysis.py). It
// is here to tell a value that was read wrongly from a rule that is another one: see docs/store-parity.md.

/** Of which of a trial's values Ray asks. */
export const rayScopes = ['last', 'all', 'avg', 'last-5-avg', 'last-10-avg'] as const;
export type RayScope = (typeof rayScopes)[number];

/** A value with the iteration in which it was reported. */
export interface ReportedValue {
  readonly value: MetricCell;
  readonly step: number | undefined;
}

/** A trial as Ray ranks it, in the order of its state file. */
export interface RankedTrial {
  readonly id: string;
  /** What it reported of the metric, `undefined` where it never did. */
  readonly values: readonly ReportedValue[] | undefined;
}

export interface RayQuestion {
  readonly mode: 'min' | 'max';
  readonly scope: RayScope;
  /** Whether trials whose score is NaN or infinite are passed over. */
  readonly filter: boolean;
}

/** The id of Ray's best trial, `undefined` where it has none. */
export function rayBestTrial(trials: readonly RankedTrial[], question: RayQuestion): string | undefined {
  if (trials.length === 1) return trials[0]?.id;
  let best: { readonly id: string; readonly score: number } | undefined;
  for (const { id, values } of trials) {
    const score = values === undefined ? undefined : rayScore(values, question);
    if (score === undefined || (question.filter && !Number.isFinite(score))) continue;
    const isBetter = best !== undefined && (question.mode === 'max' ? best.score < score : best.score > score);
    if (best === undefined || isBetter) best = { id, score };
  }
  return best?.id;
}

/** What Ray's `metric_analysis` says of a metric; booleans are numbers in Python. */
export function rayScore(values: readonly ReportedValue[], { mode, scope }: RayQuestion): number | undefined {
  const numbers = values.flatMap(({ value, step }) => {
    const number = typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : value;
    return typeof number === 'number' ? [{ number, step: step || 1 }] : [];
  });
  const [first, ...others] = numbers;
  const last = numbers.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (scope === 'last') return last.number;
  if (scope === 'last-5-avg' || scope === 'last-10-avg') {
    const latest = numbers.slice(scope === 'last-5-avg' ? -5 : -10);
    return latest.reduce((sum, { number }) => sum + number, 0) / latest.length;
  }
  // It divides by the iteration, which is more than the count of a metric that began late.
  if (scope === 'avg') {
    return others.reduce((mean, { number, step }) => (1 / step) * (number + (step - 1) * mean), first.number);
  }
  // Python's max(value, before): every comparison with NaN is false, so that NaN takes over and is taken over.
  return others.reduce((before, { number }) => {
    return (mode === 'max' ? before > number : before < number) ? before : number;
  }, first.number);
}
