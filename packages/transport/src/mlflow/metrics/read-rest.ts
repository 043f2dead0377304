import type { MetricPoint } from '@hyperdrive-run/core';
import { bulkPoints } from '../wire/constants.js';
import type { Histories } from './histories.js';

/** Reads groups of runs, each as whole as it can be had, and yields what was found as it arrives. */
export type ReadGroups = (groups: readonly (readonly string[])[]) => AsyncIterable<Histories>;

/** So much of what fits into an answer is asked for: runs are not equally long. */
const filled = 0.9;
/** A run that is at least so many times as long as the others is asked for alone. */
const muchLonger = 4;

/**
 * Reads on after a bulk answer that was cut. MLflow sorts it by run and cuts its end off: all runs but the last one are whole
 * then. Nothing says that a server does so, and therefore one of them is read once more, with the others; where it differs, all
 * are. How many are asked for at once follows from how long the whole ones are.
 */
export async function readRest(cut: Histories, runIds: readonly string[], readGroups: ReadGroups): Promise<Histories> {
  const whole = wholeOf(cut);
  const lengths = [...whole.values()].map(({ length }) => length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const [last, seenOfLast = []] = [...cut].at(-1) ?? [];
  const alone = runIds.filter((runId) => runId === last && !(seenOfLast.length < muchLonger * mean));
  const [witness] = whole.keys();
  const others = runIds.filter((runId) => runId === witness || !(whole.has(runId) || alone.includes(runId)));
  // Fewer than in the answer that was cut, so that this comes to an end. Where one run fills an answer, others will.
  const most = cut.size === 1 ? 1 : Math.ceil(runIds.length / 2);
  const size = whole.size === 0 ? most : Math.min(most, Math.max(1, Math.floor((filled * bulkPoints) / mean)));

  const read = await collect(readGroups([alone, ...groupsOf(others, size)]));
  if (witness === undefined || read.get(witness)?.length === whole.get(witness)?.length) {
    return new Map([...whole, ...read]);
  }
  const again = [...whole.keys()].filter((runId) => runId !== witness);
  return new Map([...read, ...(await collect(readGroups(groupsOf(again, most))))]);
}

/** The runs that are whole in an answer that is sorted by run and cut at its end; none where it is not sorted. */
function wholeOf(cut: Histories): Histories {
  const ids = [...cut.keys()];
  if (!ids.every((runId, at) => at === 0 || runId > (ids[at - 1] ?? ''))) return new Map();
  // Some servers cut the history of each run, too.
  return new Map([...cut].slice(0, -1).filter(([, { length }]) => length < bulkPoints));
}

function groupsOf(runIds: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(runIds.length / size) }, (_, at) => runIds.slice(at * size, (at + 1) * size));
}

async function collect(parts: AsyncIterable<Histories>): Promise<Histories> {
  const all = new Map<string, readonly MetricPoint[]>();
  for await (const part of parts) for (const [runId, points] of part) all.set(runId, points);
  return all;
}
