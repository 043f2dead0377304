import type { ComputeEngine } from '../computes/compute-engine.js';
import { checkRay } from './check-ray.js';
import { findUnrunnableOnRay } from './find-unrunnable-on-ray.js';
import { headAddressOf, rayAddressForm } from './ray-address.js';
import type { RayRunnerTimes } from './ray-runner-options.js';
import { createRayTrialRunner } from './ray-trial-runner.js';

/** Ray clusters, whose head is asked by its Jobs API. @param times shorter ones for tests */
export function createRayEngine(times?: RayRunnerTimes): ComputeEngine {
  return {
    schemes: ['ray+http', 'ray+https'],
    displayName: 'Ray',
    addressForm: rayAddressForm,
    findFault: ({ uri }) => (headAddressOf(uri) === undefined ? { option: 'uri', takes: rayAddressForm } : undefined),
    findUnrunnable: findUnrunnableOnRay,
    createRunner: (opened, host) => createRayTrialRunner(opened, host, times),
    check: (opened, host, options) => checkRay(opened, host, options, times),
  };
}

export const rayEngine: ComputeEngine = createRayEngine();
