import { BackendError, HyperDriveConfig, type RunKey, type Workspace } from '@hyperdrive-run/sdk';

/**
 * The same config with the experiments of the runs that it builds on: a sweep file names runs by their ids alone, and they
 * may be in other experiments than the new sweep. What is not found is left as it is, and refused when it is submitted.
 */
export async function locateEarlierRuns(workspace: Workspace, config: HyperDriveConfig): Promise<HyperDriveConfig> {
  if (config.resumeFrom.length === 0 && config.resumeChildRuns.length === 0) return config;
  const locate = async (key: RunKey): Promise<RunKey> => {
    if (key.runScope.experimentName !== undefined) return key;
    const experimentName = await experimentOf(workspace, key.runId);
    return experimentName === undefined
      ? key
      : { ...key, runScope: { ...workspace.scope, ...key.runScope, experimentName } };
  };
  const { runConfig, hyperparameterSampling, primaryMetric, policy, platformConfig } = config;
  return new HyperDriveConfig({
    runConfig,
    hyperparameterSampling,
    primaryMetricName: primaryMetric.name,
    primaryMetricGoal: primaryMetric.goal,
    policy,
    platformConfig,
    maxTotalRuns: config.maxTotalRuns,
    maxConcurrentRuns: config.maxConcurrentRuns,
    maxDurationMinutes: config.maxDurationMinutes,
    maxDurationSeconds: config.maxDurationSeconds,
    resumeFrom: await Promise.all(config.resumeFrom.map(locate)),
    resumeChildRuns: await Promise.all(config.resumeChildRuns.map(locate)),
    validate: false,
  });
}

async function experimentOf(workspace: Workspace, runId: string): Promise<string | undefined> {
  try {
    const { experiment, record } = await workspace.getRun(runId);
    if (experiment.name !== '') return experiment.name;
    // Only a sweep names its experiment; a trial is in that of its sweep.
    return record?.parentRunId === undefined ? undefined : await experimentOf(workspace, record.parentRunId);
  } catch (error) {
    if (BackendError.isInstance(error) && error.code === 'run-not-found') return undefined;
    throw error;
  }
}
