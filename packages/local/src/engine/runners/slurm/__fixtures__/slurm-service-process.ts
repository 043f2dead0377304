// A service with a SLURM compute, as a process of its own that a test can kill. Its arguments are its folder and the folder of the
// trials' code; with `submit` as the third it submits a sweep first. It ends once no sweep is active.

import { join } from 'node:path';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { assembleService } from '../../../../assemble-service.js';
import { localPath } from '../../../../server/route-paths.js';
import { garden } from '../../../../storage/__fixtures__/garden-scope.js';
import { createBenchConfig, grid } from '../../../__fixtures__/bench-config.js';
import { createSlurmCompute } from '../slurm-compute.js';
import { testPace } from './slurm-pace.js';

const [folder = '', code = '', what] = process.argv.slice(2);
const address = 'http://127.0.0.1:1';
const { engine, fetch, store, token } = assembleService(
  folder,
  { folder },
  { serviceAddress: () => address, isServedElsewhere: () => false, computeEngines: [createSlurmCompute(testPace)] },
);
await fetch(
  new Request(`${address}${localPath}/computes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ compute: { name: 'hall', uri: 'slurm:' } }),
  }),
);
if (what === 'submit') {
  const trial = { command: `sh ${join(code, 'train.sh')} \${{search_space.x}}`, target: 'hall' };
  const config = createBenchConfig(code, { trial, hyperparameterSampling: grid(1, 2, 3, 4), maxTotalRuns: 4 });
  engine.submit({ scope: garden, config, rawConfig: new Map<string, JsonValue>(config.toWire()), runId: 'HD_1' });
} else engine.recoverAtStart();
await engine.whenIdle();
await engine.close();
store.close();
