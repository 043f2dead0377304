/** Where the server returns what is known of a sweep. */
export function sweepPath(sweepId: string): string {
  return `/api/sweeps/${encodeURIComponent(sweepId)}`;
}

/** Where the server returns what is known of a trial. */
export function trialPath(sweepId: string, trialId: string): string {
  return `${sweepPath(sweepId)}/trials/${encodeURIComponent(trialId)}`;
}
