const usualMs = 2000;
const longestMs = 60_000;

/**
 * How long to wait before the next look at a sweep that runs, in milliseconds: 2 s, and twice as long after each look that
 * failed, at most a minute. A server that is gone or overloaded is not asked every two seconds for days.
 * @param failures how many looks have failed one after the other
 */
export function lookPauseMs(failures: number): number {
  return Math.min(usualMs * 2 ** failures, longestMs);
}
