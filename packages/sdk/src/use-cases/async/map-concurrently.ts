import { endTogether } from '@hyperdrive-run/transport/async';

/** How many requests a use case has under way at once. */
const limit = 32;

/**
 * Runs `work` for each item, at most 32 at once, and returns the results in the items' order. Where one fails no new
 * one is started, the signal of those under way aborts, and the first failure is thrown.
 */
export function mapConcurrently<T, R>(
  items: readonly T[],
  signal: AbortSignal | undefined,
  work: (item: T, signal: AbortSignal) => Promise<R>,
): Promise<R[]> {
  return endTogether(signal, async (own) => {
    const results: R[] = [];
    const rest = items.entries();
    let hasFailed = false;
    const worker = async (): Promise<void> => {
      for (const [index, item] of rest) {
        if (hasFailed) return;
        try {
          results[index] = await work(item, own);
        } catch (error) {
          hasFailed = true;
          throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
    return results;
  });
}
