import { describeValue } from '../../errors/describe-value.js';
import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import { writeJson } from '../../json/write-json.js';
import type { RunRecord } from '../../runs/run.js';
import { isTerminalStatus } from '../../runs/run-status.js';
import { isTunedElsewhere } from '../../runs/tuned-elsewhere.js';
import type { HyperDriveConfig } from '../model/hyperdrive-config.js';
import { parameterSpaceToWire } from '../model/parameter-space.js';
import { maxResumedSweeps, type RunKey } from '../model/warm-start.js';
import { isSweep } from '../wire/is-sweep.js';
import { maxTotalRunsLimit } from './config-limits.js';

/** A sweep to resume from, as its service knows it. */
export interface ResumedSweep {
  readonly key: RunKey;
  /** `undefined` where there is no such run. */
  readonly run: RunRecord | undefined;
  /** `undefined` where the run is no sweep, or names no primary metric. */
  readonly config: HyperDriveConfig | undefined;
}

/** A child run to run again, as its service knows it. */
export interface ResumedChild {
  readonly key: RunKey;
  readonly run: RunRecord | undefined;
  /** The config of its sweep; `undefined` where it has none, or its parent names no primary metric. */
  readonly sweepConfig: HyperDriveConfig | undefined;
}

/** What the services say of all that a config resumes. */
export interface WarmStartEvidence {
  readonly sweeps: readonly ResumedSweep[];
  readonly children: readonly ResumedChild[];
}

/**
 * Finds what prevents a warm start. A config alone shows repeats and counts; this is what only the resumed
 * runs themselves show. The rules are Azure ML's. A sweep of another tool's store says no limit, and its search space is
 * one that was read off its trials: neither is compared, and trials outside of this sweep's space are no observations.
 */
export function findWarmStartViolations(
  config: HyperDriveConfig,
  { sweeps, children }: WarmStartEvidence,
): readonly ConfigViolation[] {
  const parents = new Set(children.map(({ run }) => run?.parentRunId).filter((id) => id !== undefined));
  const trials = sweeps.reduce((sum, sweep) => sum + plannedOf(sweep), config.maxTotalRuns);
  return [
    ...sweeps.flatMap((sweep, index) => findSweepViolations(config, sweep, `resumeFrom[${index}]`)),
    ...children.flatMap((child, index) => findChildViolations(config, child, `resumeChildRuns[${index}]`)),
    ...findHostViolations('resumeFrom', sweeps),
    ...findHostViolations('resumeChildRuns', children),
    ...only(
      sweeps.length > 0 && trials > maxTotalRunsLimit,
      'resumeFrom',
      `a maxTotalRuns of ${trials} together with this sweep's`,
      `at most ${maxTotalRunsLimit}`,
    ),
    ...only(
      parents.size > maxResumedSweeps,
      'resumeChildRuns',
      `children of ${parents.size} sweeps`,
      `children of at most ${maxResumedSweeps}`,
    ),
  ];
}

function plannedOf({ run, config }: ResumedSweep): number {
  return run !== undefined && isTunedElsewhere(run) ? 0 : (config?.maxTotalRuns ?? 0);
}

function findSweepViolations(
  config: HyperDriveConfig,
  { key, run, config: resumed }: ResumedSweep,
  path: string,
): readonly ConfigViolation[] {
  const { runId } = key;
  if (run === undefined)
    return [{ path, got: `${describeValue(runId)}, which does not exist`, takes: 'a run that exists' }];
  if (!isSweep(run) || resumed === undefined) {
    return [{ path, got: `${describeValue(runId)}, which is no sweep`, takes: 'the parent run of a sweep' }];
  }
  return [
    ...only(
      run.status !== 'Completed' && run.status !== 'Canceled',
      path,
      `a sweep that is ${run.status}`,
      'one that is Completed or Canceled',
    ),
    ...findMismatches(config, resumed, path, isTunedElsewhere(run)),
  ];
}

/** What must be the same in a sweep and in each that it builds on. */
function findMismatches(
  config: HyperDriveConfig,
  resumed: HyperDriveConfig,
  path: string,
  isOfAnotherTool = false,
): readonly ConfigViolation[] {
  const { primaryMetric: ours } = config;
  const { primaryMetric: theirs } = resumed;
  const isBayesian = config.hyperparameterSampling.kind === 'bayesian';
  return [
    ...only(
      theirs.name !== ours.name,
      `${path}.primaryMetricName`,
      describeValue(theirs.name),
      `${describeValue(ours.name)}, the metric of this sweep`,
    ),
    ...only(
      theirs.goal !== ours.goal,
      `${path}.primaryMetricGoal`,
      theirs.goal,
      `${ours.goal}, the goal of this sweep`,
    ),
    ...only(
      isBayesian && !isOfAnotherTool && spaceText(config) !== spaceText(resumed),
      `${path}.hyperparameterSampling`,
      'another search space',
      'the search space of this sweep (Bayesian sampling)',
    ),
  ];
}

function findHostViolations(path: string, resumed: readonly { readonly key: RunKey }[]): readonly ConfigViolation[] {
  const hosts = new Set(resumed.map(({ key }) => key.runScope.host).filter((host) => host !== undefined));
  return only(hosts.size > 1, path, [...hosts].join(', '), 'runs of one host');
}

function findChildViolations(
  config: HyperDriveConfig,
  { key, run, sweepConfig }: ResumedChild,
  path: string,
): readonly ConfigViolation[] {
  const { runId } = key;
  if (run === undefined)
    return [{ path, got: `${describeValue(runId)}, which does not exist`, takes: 'a run that exists' }];
  const { parentRunId } = run;
  const parent = parentRunId === undefined ? 'has no parent' : `belongs to ${describeValue(parentRunId)}, no sweep`;
  return [
    ...only(!isTerminalStatus(run.status), path, `a run that is ${run.status}`, 'one that has ended'),
    ...(sweepConfig === undefined
      ? [{ path, got: `${describeValue(runId)}, which ${parent}`, takes: 'a child of a sweep' }]
      : findMismatches(config, sweepConfig, path)),
  ];
}

/** The space as text: the same for the same names and expressions, in whatever order. */
function spaceText({ hyperparameterSampling }: HyperDriveConfig): string {
  if (!('parameterSpace' in hyperparameterSampling)) return '';
  const space = [...parameterSpaceToWire(hyperparameterSampling.parameterSpace)];
  return writeJson(space.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function only(isWrong: boolean, path: string, got: string, takes: string): readonly ConfigViolation[] {
  return isWrong ? [{ path, got, takes }] : [];
}
