import {
  describeExpression,
  type HyperparameterSampling,
  type JsonObject,
  plannedTrials,
  policyToJson,
  samplingToJson,
  searchSpaceSize,
  type TrialEnvironment,
  writeJson,
} from '@hyperdrive-run/sdk';
import { escapeAsOneLine, escapeForTerminal } from '../output/escape/escape-for-terminal.js';
import { formatDuration } from '../output/format/format-time.js';
import { jsonFields } from '../output/json-fields.js';
import type { Field } from '../output/lines/print-fields.js';
import { describePolicy } from '../present/describe-policy.js';
import { describeTrials } from '../present/describe-trials.js';
import type { ReadSweepFile } from './read-sweep-file.js';

/** What a sweep file would run, for people and for programs. */
export interface SweepDescription {
  readonly fields: readonly Field[];
  readonly json: JsonObject;
}

/** Describes a sweep without running it: how many trials it would have, what they run, and what they are judged by. */
export function describeSweep({ sweep, experimentName }: ReadSweepFile): SweepDescription {
  const { config } = sweep;
  const sampling = config.hyperparameterSampling;
  const combinations = searchSpaceSize(sampling);
  const trials = plannedTrials(config);
  const { command = '', code, maxDurationSeconds, environment, target } = config.runConfig ?? {};
  const field = (name: string, title: string, plain: string): Field => ({ name, title, plain: escapeAsOneLine(plain) });
  const atOnce = Math.min(config.maxConcurrentRuns, trials);
  return {
    fields: [
      field('experiment', 'Experiment', experimentName),
      field('displayName', 'Name', sweep.displayName ?? ''),
      field('trials', 'Trials', `${describeTrials(config)}, ${atOnce} at once`),
      field('sampling', 'Sampling', describeSampling(sampling)),
      ...[...(sampling.kind === 'unknown' ? [] : sampling.parameterSpace)].map(([name, expression]) =>
        field(
          `searchSpace.${name}`,
          `  ${escapeAsOneLine(name)}`,
          describeExpression(expression, config.runConfig?.valueTexts?.get(name)),
        ),
      ),
      field('primaryMetric', 'Metric', `${config.primaryMetricName}, ${config.primaryMetricGoal}`),
      { name: 'earlyTermination', title: 'Early end', plain: describePolicy(config.policy) },
      field('timeout', 'Time', describeTime(config.maxDurationSeconds, maxDurationSeconds)),
      commandField(command),
      field('code', 'Code', code ?? ''),
      ...(target === undefined ? [] : [field('compute', 'Compute', target)]),
      ...(environment === undefined ? [] : [field('environment', 'Env', describeEnvironment(environment))]),
    ],
    json: jsonFields({
      experiment: experimentName,
      displayName: sweep.displayName,
      trials,
      atOnce,
      combinations:
        combinations === undefined || combinations > BigInt(Number.MAX_SAFE_INTEGER)
          ? combinations
          : Number(combinations),
      sampling: samplingToJson(sampling),
      primaryMetric: new Map(Object.entries(config.primaryMetric)),
      earlyTermination: policyToJson(config.policy),
      timeoutSeconds: config.maxDurationSeconds,
      trialTimeoutSeconds: maxDurationSeconds,
      command,
      code,
      compute: target,
      environment: environment?.type === 'described' ? environment.definition : environment?.name,
    }),
  };
}

/** A command as it is: where it has several lines, the shell runs each of them. */
function commandField(command: string): Field {
  const lines = command.trimEnd().split('\n').map(escapeForTerminal);
  return { name: 'command', title: 'Command', plain: lines.join('\\n'), shown: lines.join('\n') };
}

function describeTime(seconds: number, trialSeconds: number | undefined): string {
  const ofTrial = trialSeconds === undefined ? '' : `, a trial at most ${formatDuration(trialSeconds * 1000)}`;
  return `at most ${formatDuration(seconds * 1000)}${ofTrial}`;
}

function describeSampling(sampling: HyperparameterSampling): string {
  const properties = sampling.kind === 'random' || sampling.kind === 'bayesian' ? [...sampling.properties] : [];
  return [sampling.kind, ...properties.map(([name, value]) => `${name.replaceAll('_', ' ')} ${writeJson(value)}`)].join(
    ', ',
  );
}

function describeEnvironment(environment: TrialEnvironment): string {
  return environment.type === 'reference' ? environment.name : writeJson(environment.definition);
}
