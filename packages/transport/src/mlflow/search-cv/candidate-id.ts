/** A candidate of a search that has no run: the run of the search, and the row of its table. */
export interface CandidateId {
  readonly parentId: string;
  readonly row: number;
}

/** The id under which a candidate is listed; MLflow's own ids have no slash. */
export function toCandidateId({ parentId, row }: CandidateId): string {
  return `${parentId}/candidate-${row}`;
}

/** Reads such an id; `undefined` for that of a run. */
export function parseCandidateId(runId: string): CandidateId | undefined {
  const [, parentId, row] = /^([^/]+)\/candidate-(\d{1,9})$/.exec(runId) ?? [];
  return parentId === undefined || row === undefined ? undefined : { parentId, row: Number(row) };
}
