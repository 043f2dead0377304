import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { PythonAnswer } from '../python-worker.js';
import type { BothClients } from '../random-sweeps/service-under-test.js';

/** The numbers of Python's sorted children, in its order, with their values. @throws Error where it raised one */
export function theirRows(answer: PythonAnswer): JsonValue {
  if (!answer.ok || !isJsonArray(answer.value)) throw new Error(`Python answered ${JSON.stringify(answer)}.`);
  return answer.value.map((row) =>
    isJsonObject(row) ? [numberOf(row.get('run_id')), row.get('best_primary_metric') ?? null] : row,
  );
}

/** The same of ours. */
export async function ourRows({ ours }: BothClients): Promise<unknown> {
  const children = await ours.getChildrenSortedByPrimaryMetric();
  return children.map(({ runId, bestPrimaryMetric }) => [numberOf(runId), bestPrimaryMetric ?? null]);
}

/** The number of the child that Python calls the best, `null` where there is none. */
export async function theirBest(both: BothClients): Promise<number | null | string> {
  const answer = await both.python('best_run');
  if (!answer.ok) return answer.type;
  return answer.value === null ? null : numberOf(answer.value);
}

/** The same of ours. */
export async function ourBest({ ours }: BothClients): Promise<number | null> {
  const best = await ours.getBestRunByPrimaryMetric();
  return best === undefined ? null : numberOf(best.id);
}

function numberOf(runId: JsonValue | undefined): number {
  return Number(typeof runId === 'string' ? runId.split('_').at(-1) : Number.NaN);
}
