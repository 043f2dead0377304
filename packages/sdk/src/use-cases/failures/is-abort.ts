/** Whether a caught value is the reason of the caller's own abort, which is passed on as it is. */
export function isAbort(error: unknown, signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true && error === signal.reason;
}
