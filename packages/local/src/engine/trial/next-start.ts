import type { EngineContext } from '../engine-context.js';
import type { TrialRunner } from '../runners/trial-runner.js';
import type { TrialState } from './trial-state.js';

/** Where trials of a runner reach the service. */
export function addressFor(context: Pick<EngineContext, 'serviceAddress'>, runner: TrialRunner): string | undefined {
  return runner.serviceAddress === undefined ? context.serviceAddress() : runner.serviceAddress();
}

/** What is stored of a trial that is to be prepared: with the handle, where its runner knows that by now. */
export function nextStart(context: Pick<EngineContext, 'serviceAddress'>, runner: TrialRunner): TrialState {
  const handle = runner.newHandle?.();
  if (handle === undefined) return {};
  return { runner: runner.name, handle, serviceAddress: addressFor(context, runner) ?? '', isReserved: true };
}
