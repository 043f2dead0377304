import { HyperDriveConfigError, HyperDriveRehydrateError, type RunRecord } from '@hyperdrive-run/core';
import {
  findWarmStartViolations,
  type HyperDriveConfig,
  type ResumedChild,
  type ResumedSweep,
  type RunKey,
} from '@hyperdrive-run/core/config';
import type { CallOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { hydrateConfig } from '../../hydrate-config.js';
import { mapConcurrently } from '../async/map-concurrently.js';
import { isMissing } from '../failures/is-missing.js';
import { inScopeOf } from './in-scope-of.js';

/**
 * Asks for all runs that a config resumes and hands them to the rule.
 * @throws HyperDriveConfigError that lists everything that stands in the way
 */
export async function checkWarmStart(
  backend: SweepBackend,
  config: HyperDriveConfig,
  options: CallOptions = {},
): Promise<void> {
  const { resumeFrom, resumeChildRuns } = config;
  if (resumeFrom.length === 0 && resumeChildRuns.length === 0) return;
  const sweeps = await mapConcurrently(resumeFrom, options.signal, (key, signal) =>
    describeSweep(backend, key, { signal }),
  );
  const children = await describeChildren(backend, resumeChildRuns, options);
  const violations = findWarmStartViolations(config, { sweeps, children });
  if (violations.length > 0) throw new HyperDriveConfigError(violations);
}

async function describeSweep(backend: SweepBackend, key: RunKey, options: CallOptions): Promise<ResumedSweep> {
  const run = await findRun(inScopeOf(backend, key), key.runId, options);
  return { key, run, config: run && readConfig(run) };
}

/** Asks for each child, and once for each sweep that they come from. */
async function describeChildren(
  backend: SweepBackend,
  keys: readonly RunKey[],
  options: CallOptions,
): Promise<readonly ResumedChild[]> {
  const parents = new Map<string, Promise<RunRecord | undefined>>();
  return mapConcurrently(keys, options.signal, async (key, signal) => {
    const scoped = inScopeOf(backend, key);
    const run = await findRun(scoped, key.runId, { signal });
    if (run?.parentRunId === undefined) return { key, run, sweepConfig: undefined };
    const { subscriptionId, resourceGroup, workspaceName, experimentName } = key.runScope;
    const name = JSON.stringify([subscriptionId, resourceGroup, workspaceName, experimentName, run.parentRunId]);
    const asked = parents.get(name) ?? findRun(scoped, run.parentRunId, { signal });
    parents.set(name, asked);
    const parent = await asked;
    return { key, run, sweepConfig: parent && readConfig(parent) };
  });
}

async function findRun(backend: SweepBackend, runId: string, options: CallOptions): Promise<RunRecord | undefined> {
  try {
    return await backend.getRun(runId, options);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function readConfig(run: RunRecord): HyperDriveConfig | undefined {
  try {
    return hydrateConfig(run);
  } catch (error) {
    if (HyperDriveRehydrateError.isInstance(error)) return undefined;
    throw error;
  }
}
