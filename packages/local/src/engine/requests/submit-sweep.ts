import { HyperDriveConfigError } from '@hyperdrive-run/core';
import { findSubmitViolations } from '@hyperdrive-run/core/config';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { findUnrunnable } from '../find-unrunnable.js';
import { findEarlierRuns } from '../points/earlier-runs.js';
import { chooseRunner } from '../runners/choose-runner.js';
import type { SubmitSweepRequest } from '../sweep-engine.js';
import { type RunningEngine, requireAddress } from './running-engine.js';
import { startStoredSweep } from './start-stored-sweep.js';
import { storeSweep } from './store-sweep.js';

/**
 * Stores a sweep and starts it.
 * @throws HyperDriveConfigError, BackendError as `SweepEngine.submit` says
 */
export function submitSweep(engine: RunningEngine, request: SubmitSweepRequest): StoredRun {
  const serviceAddress = requireAddress(engine);
  const { store } = engine.context;
  const runners = engine.context.runners();
  const { config } = request;
  const { rawConfig, warmStartPoints, violations } = findEarlierRuns(store, request, serviceAddress);
  const found = [...findSubmitViolations(config, findUnrunnable(config, runners)), ...violations];
  const runner = chooseRunner(runners, config.runConfig?.target);
  if (found.length > 0 || runner === undefined) throw new HyperDriveConfigError(found);
  const stored = { serviceAddress, warmStartPoints, runner: runner.name };
  const { run, state } = storeSweep(engine.context, { ...request, rawConfig }, stored);
  startStoredSweep(engine, run, state, config);
  return run;
}
