import { type ChildSummary, isTerminalStatus, type RunRecord } from '@hyperdrive-run/core';

/** What is known of a sweep's children while it is watched, in listing order whatever order it became known in. */
export class KnownChildren {
  readonly #summaries: Map<string, ChildSummary> = new Map();
  #order: readonly string[] = [];

  /** The children in listing order. */
  get all(): readonly ChildSummary[] {
    return this.#order.flatMap((runId) => this.#summaries.get(runId) ?? []);
  }

  /** The ids of those that may change, or could not be read. */
  get unsettled(): Set<string> {
    return new Set(this.all.filter((child) => !isSettled(child)).map(({ runId }) => runId));
  }

  has(runId: string): boolean {
    return this.#summaries.has(runId);
  }

  /** Whether nothing more is to be learned of the child. */
  isSettled(runId: string): boolean {
    const summary = this.#summaries.get(runId);
    return summary !== undefined && isSettled(summary);
  }

  set(summary: ChildSummary): void {
    this.#summaries.set(summary.runId, summary);
  }

  /**
   * Takes over the order of a listing.
   * @param isWhole whether it was read to its end; else what is not in it comes after it, as it did before
   */
  arrange(listed: Iterable<RunRecord>, isWhole: boolean): void {
    const first = [...listed].map(({ runId }) => runId);
    const isListed = new Set(first);
    this.#order = isWhole ? first : [...first, ...this.#order.filter((runId) => !isListed.has(runId))];
  }
}

function isSettled({ status, missingReason }: ChildSummary): boolean {
  return isTerminalStatus(status) && missingReason !== 'unreadable';
}
