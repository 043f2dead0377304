import type { TrialRunner } from '../trial-runner.js';

/** What is known of a runner before its code is loaded. */
export type RunnerFace = Pick<TrialRunner, 'name' | 'description' | 'serviceAddress' | 'findUnrunnable'>;

/**
 * A runner whose code is loaded with the first trial that it is asked for: most services never run one on a cluster, and each
 * command that has a service in its own process would pay for it.
 */
export function loadRunnerWhenUsed(face: RunnerFace, load: () => Promise<TrialRunner>): TrialRunner {
  let loading: Promise<TrialRunner> | undefined;
  const loaded = (): Promise<TrialRunner> => (loading ??= load());
  return {
    ...face,
    requireReady: async (config, options) => (await loaded()).requireReady?.(config, options),
    prepare: async (job) => (await loaded()).prepare(job),
    find: async (key, handle) => (await loaded()).find(key, handle),
    cleanUp: async (key, handle) => (await loaded()).cleanUp(key, handle),
  };
}
