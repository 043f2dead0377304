import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../storage/__fixtures__/temporary-folder.js';
import { localTarget, localTargetWith } from './local-target.js';
import { computeToJson } from './runners/computes/compute.js';
import { writeComputeFile } from './runners/computes/compute-file.js';
import { readComputes } from './runners/computes/read-computes.js';

const lab = { name: 'lab', uri: 'ray+http://127.0.0.1:8265', resources: {}, sharedFolder: undefined, setup: [] };

function sweepOn(target: string | undefined, instanceCount = 1): HyperDriveConfig {
  return new HyperDriveConfig({
    runConfig: { command: 'true ${{search_space.x}}', target, resources: { instanceCount } },
    hyperparameterSampling: new GridParameterSampling({ x: choice(1) }),
    primaryMetricName: 'gain',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: 1,
  });
}

describe('the local service as the target of a sweep file', () => {
  it('has its own machine and the computes that were added, and refuses others with their names', () => {
    const target = localTargetWith([lab]);
    expect(['local', 'lab', 'gpu'].map((name) => target.hasCompute(name))).toEqual([true, true, false]);
    expect(target.findViolations(sweepOn('lab'))).toEqual([]);
    expect(target.findViolations(sweepOn('gpu'))).toEqual([
      {
        path: 'runConfig.target',
        got: '"gpu"',
        takes: 'local, the machine of the local service; or lab, ray+http://127.0.0.1:8265',
      },
    ]);
  });

  it('reads resources for computes alone, whose engine says what it does not run', () => {
    const target = localTargetWith([lab]);
    expect([undefined, 'local', 'lab'].map((name) => target.readsResources?.(name))).toEqual([false, false, true]);
    expect(target.findViolations(sweepOn('lab', 2)).map(({ path }) => path)).toEqual([
      'runConfig.resources.instanceCount',
    ]);
    expect(localTarget.readsResources?.('lab')).toBe(false);
  });

  it('is made from the computes of a folder without a service', async () => {
    const folder = await temporaryFolder();
    expect(readComputes(folder)).toEqual([]);
    writeComputeFile(folder, [{ fields: computeToJson(lab), token: 'secret' }]);
    expect(readComputes(folder)).toEqual([lab]);
  });
});
