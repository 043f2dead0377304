import { setTimeout as delay } from 'node:timers/promises';

/** What leaks, of all that keeps a process alive. */
const watched = ['Timeout', 'Immediate', 'TCPSocketWrap', 'TCPServerWrap', 'TLSWrap'];

/** What keeps this process alive, by kind. */
export type ActiveResources = ReadonlyMap<string, number>;

/** Counts the timers and sockets that keep this process alive. */
export function activeResources(): ActiveResources {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    if (watched.includes(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** What is there now and was not before. A connection takes some moments to be gone on both of its ends. */
export async function leftSince(before: ActiveResources, patienceMs = 5_000): Promise<string[]> {
  const left = (): string[] =>
    [...activeResources()].flatMap(([kind, count]) => {
      const more = count - (before.get(kind) ?? 0);
      return more > 0 ? [`${more} ${kind}`] : [];
    });
  // The pause is over when it is counted, so that it is not one of the timers.
  for (let waited = 0; waited < patienceMs && left().length > 0; waited += 50) await delay(50);
  return left();
}
