import {
  BackendError,
  type CallOptions,
  findWarmStartViolations,
  type HyperDriveConfig,
  HyperDriveConfigError,
  HyperDriveRehydrateError,
  type ResumedSweep,
  type RunKey,
  type RunRecord,
  type SweepBackend,
} from '@hyperdrive-run/core';
import { hydrateConfig } from '../hydrate-config.js';
import { inScopeOf } from './in-scope-of.js';
import { mapConcurrently } from './map-concurrently.js';

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
  const sweeps = await mapConcurrently(resumeFrom, (key) => describeSweep(backend, key, options));
  const children = await mapConcurrently(resumeChildRuns, async (key) => ({
    key,
    run: await findRun(inScopeOf(backend, key), key, options),
  }));
  const violations = findWarmStartViolations(config, { sweeps, children });
  if (violations.length > 0) throw new HyperDriveConfigError(violations);
}

async function describeSweep(backend: SweepBackend, key: RunKey, options: CallOptions): Promise<ResumedSweep> {
  const scoped = inScopeOf(backend, key);
  const run = await findRun(scoped, key, options);
  const config = run && readConfig(run);
  let trials = 0;
  if (config !== undefined) {
    for await (const child of scoped.listChildRuns(key.runId, options)) {
      if (child.runId !== `${key.runId}_preparation`) trials += 1;
    }
  }
  return { key, run, config, trials };
}

async function findRun(backend: SweepBackend, key: RunKey, options: CallOptions): Promise<RunRecord | undefined> {
  try {
    return await backend.getRun(key.runId, options);
  } catch (error) {
    if (BackendError.isInstance(error) && error.code === 'run-not-found') return undefined;
    throw error;
  }
}

function readConfig(run: RunRecord): HyperDriveConfig | undefined {
  try {
    return hydrateConfig(run);
  } catch (error) {
    if (error instanceof HyperDriveRehydrateError) return undefined;
    throw error;
  }
}
