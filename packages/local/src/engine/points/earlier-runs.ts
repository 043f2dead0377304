import { type ConfigViolation, HyperDriveRehydrateError } from '@hyperdrive-run/core';
import { findWarmStartViolations, type HyperDriveConfig, type RunKey } from '@hyperdrive-run/core/config';
import { findHyperparameters } from '@hyperdrive-run/core/internal';
import { configFromTags, isSweep } from '@hyperdrive-run/core/internal-config';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { parseTrialCommand } from '@hyperdrive-run/core/trial';
import { type ExperimentScope, keyInScope } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import type { WarmStartPoint } from '../sweep/sweep-state.js';

/** The runs that a config builds on, as they are here. */
export interface EarlierRuns {
  /** Why the config cannot build on them. */
  readonly violations: readonly ConfigViolation[];
  /** The points of `resume_child_runs`. */
  readonly warmStartPoints: readonly WarmStartPoint[];
  /**
   * The config as it was sent, with run keys whose scopes are complete: that is how they are recorded, and what Python's
   * class needs to open the runs.
   */
  readonly rawConfig: JsonObject;
}

/**
 * Finds the runs of `resume_from` and `resume_child_runs`, and checks them by Azure ML's rules.
 * @param host the address that completed keys name
 */
export function findEarlierRuns(
  store: RunStore,
  sweep: { readonly scope: ExperimentScope; readonly config: HyperDriveConfig; readonly rawConfig: JsonObject },
  host: string,
): EarlierRuns {
  const { config, scope, rawConfig } = sweep;
  const find = (key: RunKey): StoredRun | undefined => {
    const run = store.getRun(keyInScope(scope, key));
    const { experimentName } = key.runScope;
    return experimentName === undefined || experimentName === run?.scope.experimentName ? run : undefined;
  };
  const parentOf = (run: StoredRun): StoredRun | undefined =>
    run.parentRunId === undefined ? undefined : store.getRun({ scope: run.scope, runId: run.parentRunId });

  const sweeps = config.resumeFrom.map((key) => ({ key, run: find(key), config: readConfig(find(key)) }));
  const children = config.resumeChildRuns.map((key) => {
    const run = find(key);
    const parent = run && parentOf(run);
    const point = run && parent && findHyperparameters(parent, run)?.values;
    return { key, run, sweepConfig: readConfig(parent), point };
  });
  return {
    violations: [
      ...findWarmStartViolations(config, { sweeps, children }),
      ...children.flatMap(({ run, point }, index) =>
        run === undefined ? [] : findPointViolations(config, `resumeChildRuns[${index}]`, run, point),
      ),
    ],
    warmStartPoints: children.flatMap(({ key, point }) => (point === undefined ? [] : [{ runId: key.runId, point }])),
    rawConfig: new Map<string, JsonValue>([
      ...rawConfig,
      ...completed('resume_from', sweeps, host),
      ...completed('resume_child_runs', children, host),
    ]),
  };
}

function readConfig(run: StoredRun | undefined): HyperDriveConfig | undefined {
  if (run === undefined || !isSweep(run)) return undefined;
  try {
    return configFromTags(run.tags, run.properties, { runId: run.runId });
  } catch (error) {
    if (HyperDriveRehydrateError.isInstance(error)) return undefined;
    throw error;
  }
}

/** A trial can be run again where the command finds all that it asks for. */
function findPointViolations(
  { runConfig }: HyperDriveConfig,
  path: string,
  { runId }: StoredRun,
  point: JsonObject | undefined,
): readonly ConfigViolation[] {
  const got = JSON.stringify(runId);
  if (point === undefined) {
    return [{ path, got: `${got}, whose hyperparameters are recorded nowhere`, takes: 'a trial with hyperparameters' }];
  }
  const wanted = new Set(
    parseTrialCommand(runConfig?.command ?? '').flatMap((part) => (part.kind === 'hyperparameter' ? [part.name] : [])),
  );
  const missing = [...wanted].filter((name) => !point.has(name));
  if (missing.length === 0) return [];
  return [{ path, got: `${got}, which has no ${missing.join(', ')}`, takes: 'a trial with what the command asks for' }];
}

function completed(
  name: string,
  runs: readonly { readonly key: RunKey; readonly run: StoredRun | undefined }[],
  host: string,
): readonly (readonly [string, JsonValue])[] {
  if (runs.length === 0) return [];
  const keys = runs.map(({ key, run }): JsonValue => {
    const scope = new Map<string, JsonValue>([
      ['host', key.runScope.host ?? host],
      ['subscription_id', run?.scope.subscriptionId ?? ''],
      ['resource_group', run?.scope.resourceGroup ?? ''],
      ['workspace_name', run?.scope.workspaceName ?? ''],
      ['experiment_name', run?.scope.experimentName ?? ''],
    ]);
    return new Map<string, JsonValue>([
      ['run_scope', scope],
      ['run_id', key.runId],
    ]);
  });
  return [[name, keys]];
}
