/** Fast enough for tests: no network file system is waited for. */
export const testPace = {
  graceMs: 2000,
  beatMs: 250,
  lookMs: 50,
  queueMs: 500,
  timeoutMs: 5000,
  patienceMs: { file: 1500, queue: 2000, silence: 15_000 },
};
