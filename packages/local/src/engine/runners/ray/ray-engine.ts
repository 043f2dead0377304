import type { ComputeEngine } from '../computes/compute-engine.js';
import { loadRunnerWhenUsed } from '../computes/load-runner.js';
import { findFolderFault } from '../computes/shared-folder.js';
import { findUnrunnableOnRay } from './find-unrunnable-on-ray.js';
import { headAddressOf, rayAddressForm } from './ray-address.js';
import type { RayRunnerTimes } from './ray-runner-options.js';
import { addressForNodes } from './service-address.js';

/** Ray clusters, whose head is asked by its Jobs API. @param times shorter ones for tests */
export function createRayEngine(times?: RayRunnerTimes): ComputeEngine {
  return {
    schemes: ['ray+http', 'ray+https'],
    displayName: 'Ray',
    addressForm: rayAddressForm,
    findFault: (compute) =>
      headAddressOf(compute.uri) === undefined ? { option: 'uri', takes: rayAddressForm } : findFolderFault(compute),
    findUnrunnable: findUnrunnableOnRay,
    createRunner(opened, host) {
      const { compute } = opened;
      const face = {
        name: compute.name,
        description: `the Ray cluster ${compute.uri}`,
        serviceAddress: () => addressForNodes(host),
        findUnrunnable: findUnrunnableOnRay.bind(undefined, compute),
      };
      return loadRunnerWhenUsed(face, async () => {
        const { createRayTrialRunner } = await import('./ray-trial-runner.js');
        return createRayTrialRunner(opened, host, times);
      });
    },
    async check(opened, host, options) {
      const { checkRay } = await import('./check-ray.js');
      return checkRay(opened, host, options, times);
    },
  };
}

export const rayEngine: ComputeEngine = createRayEngine();
