import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { takeTurns } from '../../../../../../tests/ray/cluster/take-turns.mjs';
import { makeServiceFolder } from '../../../service-folder.js';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { openRunStore } from '../../../storage/sqlite-run-store.js';
import { computeToJson } from '../computes/compute.js';
import { writeComputeFile } from '../computes/compute-file.js';
import { buildRayServiceProcess, startKilledService, submitToRay } from './__fixtures__/killed-service.js';

takeTurns('the shared head');

it('trials go on while the service is killed and started again; each is found, and none runs twice', async () => {
  const folder = await temporaryFolder();
  const ofService = makeServiceFolder(join(folder, 'service'));
  const compute = { name: 'ray', uri: `ray+${inject('ray').address}`, resources: {}, setup: [] };
  writeComputeFile(ofService, [{ fields: computeToJson(compute), token: undefined }]);
  const program = await buildRayServiceProcess();
  const marks = join(folder, 'marks');
  const started = (): readonly string[] => (existsSync(marks) ? readFileSync(marks, 'utf8').trim().split('\n') : []);

  let service = await startKilledService(program, ofService);
  const runId = await submitToRay(ofService, `echo "$AZUREML_RUN_ID" >>'${marks}'; sleep 6`, 4);
  for (const count of [1, 3]) {
    await expect.poll(() => started().length, { timeout: 60_000 }).toBeGreaterThanOrEqual(count);
    service.kill('SIGKILL');
    await once(service, 'exit');
    service = await startKilledService(program, ofService);
  }
  const ended = once(service, 'exit');
  service.send('finish');
  expect(await ended).toEqual([0, null]);

  const store = openRunStore({ file: join(ofService, 'runs.db') });
  const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'e' };
  const statuses = Array.from(store.childrenOf({ scope, runId }), ({ status }) => status);
  store.close();
  expect(statuses).toEqual(['Completed', 'Completed', 'Completed', 'Completed']);
  expect(started().toSorted()).toEqual([0, 1, 2, 3].map((trial) => `${runId}_${trial}`));
});
