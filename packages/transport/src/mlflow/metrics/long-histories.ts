import { idOf } from '../runs/to-run-record.js';
import { bulkPoints } from '../wire/constants.js';
import type { MlflowRunDto } from '../wire/run-dto.js';

/**
 * Which metrics of which runs may have so many values that they fill a bulk answer: their last step, which comes with each
 * listing, is that high. It is a guess, as steps may be far apart, and only in which requests values are read follows from it.
 */
export class LongHistories {
  /** The keys by run; most runs have none. */
  readonly #keys = new Map<string, ReadonlySet<string>>();

  /** Remembers what a listing says of a run. */
  note({ info, data }: MlflowRunDto): void {
    const long = (data?.metrics ?? []).filter(({ step = 0 }) => step + 1 >= bulkPoints);
    if (long.length === 0) this.#keys.delete(idOf(info));
    else this.#keys.set(idOf(info), new Set(long.map(({ key }) => key)));
  }

  /** Whether a run's values of a metric may be so many. */
  has(runId: string, key: string): boolean {
    return this.#keys.get(runId)?.has(key) === true;
  }
}
