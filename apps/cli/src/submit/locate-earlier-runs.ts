import { HyperDriveConfig, type RunKey, type Workspace } from '@hyperdrive-run/sdk';
import { CliError } from '../context/cli-error.js';
import type { CommandContext } from '../context/command-context.js';
import { lookupIn } from '../open/find-run.js';
import { isMissing } from '../open/ids/unknown-run.js';
import { withRunId } from '../open/ids/with-run-id.js';

/**
 * The same config with the experiments of the runs that it builds on: a sweep file names runs by their ids alone, and they
 * may be in other experiments than the new sweep. Their ids may be abbreviated as on the command line. What is not found is left
 * as it is, and refused when it is submitted.
 */
export async function locateEarlierRuns(
  context: CommandContext,
  workspace: Workspace,
  config: HyperDriveConfig,
): Promise<HyperDriveConfig> {
  if (config.resumeFrom.length === 0 && config.resumeChildRuns.length === 0) return config;
  const locate = async (key: RunKey): Promise<RunKey> => {
    if (key.runScope.experimentName !== undefined) return key;
    const found = await locateRun(context, workspace, key.runId);
    if (found === undefined) return key;
    const { runId, experimentName } = found;
    return { ...key, runId, runScope: { ...workspace.scope, ...key.runScope, experimentName } };
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

interface LocatedRun {
  readonly runId: string;
  readonly experimentName: string;
}

async function locateRun(context: CommandContext, workspace: Workspace, text: string): Promise<LocatedRun | undefined> {
  try {
    return await withRunId(context, lookupIn(context, workspace), text, async (runId) => {
      const experimentName = await experimentOf(workspace, runId);
      return experimentName === undefined ? undefined : { runId, experimentName };
    });
  } catch (error) {
    if (isMissing(error) || (error instanceof CliError && isMissing(error.cause))) return undefined;
    throw error;
  }
}

async function experimentOf(workspace: Workspace, runId: string): Promise<string | undefined> {
  const { experiment, record } = await workspace.getRun(runId);
  if (experiment.name !== '') return experiment.name;
  // Only a sweep names its experiment; a trial is in that of its sweep.
  return record?.parentRunId === undefined ? undefined : experimentOf(workspace, record.parentRunId);
}
