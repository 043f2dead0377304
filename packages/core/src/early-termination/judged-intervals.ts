import type { JudgingPolicy } from './policy-decision.js';

/**
 * The intervals at which a trial is judged that goes from `before` logged values to `after`: each multiple of
 * `evaluationInterval` that it reaches or crosses and that is no smaller than `delayEvaluation`.
 * @example
 * judgedIntervals({ evaluationInterval: 2, delayEvaluation: 5 }, 3, 9) // [6, 8]
 */
export function judgedIntervals(
  { evaluationInterval, delayEvaluation }: Pick<JudgingPolicy, 'evaluationInterval' | 'delayEvaluation'>,
  before: number,
  after: number,
): number[] {
  const intervals: number[] = [];
  const first = Math.max(before + 1, delayEvaluation, 1);
  for (let at = Math.ceil(first / evaluationInterval) * evaluationInterval; at <= after; at += evaluationInterval) {
    intervals.push(at);
  }
  return intervals;
}
