import { isJsonObject } from '@hyperdrive-run/core/json';
import type { JobLimits, JobPolicy, JobSampling, SweepJob } from '@hyperdrive-run/core/ports';
import { type JobMap, type JobReader, takesNumber, takesText, takesWhole } from './job-reader.js';
import { toPythonFloat, toPythonInt, toText } from './python-values.js';

const samplings = ['random', 'grid', 'bayesian'] as const;

/** How the points are chosen; a word is short for a mapping with that type. Only random sampling has settings. */
export function readJobSampling(reader: JobReader, root: JobMap): JobSampling | undefined {
  const value = root.map.get('sampling_algorithm');
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) {
    const type = root.word('sampling_algorithm', samplings);
    return type === undefined ? undefined : { type };
  }
  const path = ['sampling_algorithm'];
  const type = reader.open(value, path)?.word('type', samplings, 'snake');
  if (type !== 'random') {
    const checked = reader.open(value, path, ['type']);
    if (checked?.map.has('type') !== true)
      reader.refuse([...path, 'type'], `one of ${samplings.join(', ')}`, 'missing');
    return type === undefined ? undefined : { type };
  }
  const random = reader.open(value, path, ['type', 'seed', 'logbase', 'rule']);
  return {
    type,
    seed: random?.read('seed', toPythonInt, takesWhole),
    logbase: random?.read('logbase', (base) => toPythonFloat(base) ?? toText(base), 'a number, or e'),
    rule: random?.word('rule', ['random', 'sobol'], 'snake'),
  };
}

const policies = ['bandit', 'median_stopping', 'truncation_selection'] as const;
const policyKeys = ['type', 'evaluation_interval', 'delay_evaluation'];

/** What ends trials early. What the file leaves out is what Azure ML's client fills in. */
export function readJobPolicy(reader: JobReader, root: JobMap): JobPolicy | undefined {
  const value = root.map.get('early_termination');
  if (value === undefined) return undefined;
  const path = ['early_termination'];
  const given = reader.open(value, path);
  if (given === undefined) return undefined;
  if (!given.map.has('type')) reader.refuse([...path, 'type'], `one of ${policies.join(', ')}`, 'missing');
  const type = given.word('type', policies, 'snake');
  if (type === undefined) return undefined;
  const own = type === 'bandit' ? ['slack_factor', 'slack_amount'] : [];
  const percentage = type === 'truncation_selection' ? ['truncation_percentage'] : [];
  const map = reader.open(value, path, [...policyKeys, ...own, ...percentage]);
  const whole = (key: string, usual: bigint): bigint => map?.read(key, toPythonInt, takesWhole) ?? usual;
  const base = {
    delayEvaluation: whole('delay_evaluation', 0n),
    evaluationInterval: whole('evaluation_interval', type === 'median_stopping' ? 1n : 0n),
  };
  if (type === 'median_stopping') return { ...base, type };
  if (type === 'truncation_selection') {
    const truncationPercentage = map?.require('truncation_percentage', toPythonInt, takesWhole) ?? 0n;
    return { ...base, type, truncationPercentage };
  }
  const slack = (key: string): bigint | number => map?.read(key, toPythonFloat, takesNumber) ?? 0n;
  return { ...base, type, slackFactor: slack('slack_factor'), slackAmount: slack('slack_amount') };
}

/** The bounds. Azure ML's client wants the number of trials said. */
export function readJobLimits(reader: JobReader, root: JobMap): JobLimits {
  const keys = ['max_concurrent_trials', 'max_total_trials', 'timeout', 'trial_timeout'];
  const limits = reader.open(root.map.get('limits'), ['limits'], keys);
  return {
    maxTotalTrials: limits?.require('max_total_trials', toPythonInt, takesWhole) ?? 1n,
    maxConcurrentTrials: limits?.read('max_concurrent_trials', toPythonInt, takesWhole),
    timeoutSeconds: limits?.read('timeout', toPythonInt, 'a whole number of seconds'),
    trialTimeoutSeconds: limits?.read('trial_timeout', toPythonInt, 'a whole number of seconds'),
  };
}

/** The primary metric with its goal. */
export function readJobObjective(reader: JobReader, root: JobMap): SweepJob['objective'] {
  const objective = reader.open(root.map.get('objective'), ['objective'], ['goal', 'primary_metric']);
  if (objective?.map.has('goal') === false) {
    reader.refuse(['objective', 'goal'], 'one of minimize, maximize', 'missing');
  }
  return {
    goal: objective?.word('goal', ['minimize', 'maximize'], 'snake') ?? 'minimize',
    primaryMetric: objective?.require('primary_metric', toText, takesText) ?? '',
  };
}
