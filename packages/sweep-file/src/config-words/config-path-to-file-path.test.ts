import { expect, it } from 'vitest';
import { formatFilePath } from '../reader/file-path.js';
import { configPathToFilePath } from './config-path-to-file-path.js';

it.each([
  ['hyperparameterSampling.parameterSpace.learningRate.minValue', 'search_space.learningRate.min_value'],
  ['hyperparameterSampling.parameterSpace["--lr"].values[2]', 'search_space["--lr"].values[2]'],
  ['hyperparameterSampling.parameterSpace', 'search_space'],
  ['hyperparameterSampling.seed', 'sampling_algorithm.seed'],
  ['hyperparameterSampling', 'sampling_algorithm'],
  ['policy.slackFactor', 'early_termination.slack_factor'],
  ['primaryMetricName', 'objective.primary_metric'],
  ['primaryMetricGoal', 'objective.goal'],
  ['maxTotalRuns', 'limits.max_total_trials'],
  ['maxConcurrentRuns', 'limits.max_concurrent_trials'],
  ['maxDurationMinutes', 'limits.timeout'],
  ['maxDurationSeconds', 'limits.timeout'],
  ['runConfig.maxDurationSeconds', 'limits.trial_timeout'],
  ['runConfig.inputs.trainData.path', 'inputs.trainData.path'],
  ['runConfig.inputs[0]', 'inputs[0]'],
  ['runConfig.outputs.bestModel', 'outputs.bestModel'],
  ['runConfig.environmentVariables.myVar', 'trial.environment_variables.myVar'],
  ['runConfig.target', 'compute'],
  ['runConfig.resources.instanceCount', 'resources.instance_count'],
  ['runConfig.resources.memoryBytes', 'resources.properties.memory'],
  ['runConfig.resources.gpus', 'resources.properties.gpus'],
  ['runConfig.command', 'trial.command'],
  ['runConfig', 'trial'],
  ['resumeFrom[1].runId', 'resume_from[1].run_id'],
  ['resumeChildRuns', 'resume_child_runs'],
  ['otherKey.innerKey', 'otherKey.innerKey'],
])('%s of a config is %s of a sweep file', (configPath, path) => {
  expect(formatFilePath(configPathToFilePath(configPath))).toBe(path);
});
