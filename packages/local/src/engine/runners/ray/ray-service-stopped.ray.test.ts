import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { takeTurns } from '../../../../../../tests/ray/cluster/take-turns.mjs';
import { makeServiceFolder } from '../../../service-folder.js';
import { startLocalService } from '../../../start-local-service.js';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { openRunStore } from '../../../storage/sqlite-run-store.js';
import { processesWith } from '../__fixtures__/processes-with.js';
import { computeToJson } from '../computes/compute.js';
import { writeComputeFile } from '../computes/compute-file.js';
import { submitToRay } from './__fixtures__/killed-service.js';

takeTurns('the shared head');

/** A folder of a service with the shared head, and what a command in it has noted. */
async function place() {
  const root = await temporaryFolder();
  const folder = makeServiceFolder(join(root, 'service'));
  const compute = { name: 'ray', uri: `ray+${inject('ray').address}`, resources: {}, setup: [] };
  writeComputeFile(folder, [{ fields: computeToJson(compute), token: undefined }]);
  const marks = join(root, 'marks');
  return {
    folder,
    command: `echo "$AZUREML_RUN_ID" >>'${marks}'`,
    countMarks: (): number => (existsSync(marks) ? readFileSync(marks, 'utf8').trim().split('\n').length : 0),
    statuses: (runId: string): readonly string[] => {
      const store = openRunStore({ file: join(folder, 'runs.db') });
      const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'e' };
      const statuses = Array.from(store.childrenOf({ scope, runId }), ({ status }) => status);
      store.close();
      return statuses;
    },
  };
}

it('a service that is stopped ends its trials on a cluster', async () => {
  const { folder, command, countMarks, statuses } = await place();
  const service = await startLocalService({ folder });
  const runId = await submitToRay(folder, `${command}; exec env MARK_OF_TEST='${folder}' sleep 600`, 1);
  await expect.poll(countMarks, { timeout: 120_000 }).toBe(1);
  await expect.poll(() => processesWith(folder)).toHaveLength(1);
  await service.close();
  expect(processesWith(folder)).toEqual([]);
  expect(statuses(runId)).not.toContain('Completed');
});

it('with leaveTrials they run on, and the next service adopts them', async () => {
  const { folder, command, countMarks, statuses } = await place();
  const service = await startLocalService({ folder });
  const runId = await submitToRay(folder, `${command}; sleep 6`, 2);
  await expect.poll(countMarks, { timeout: 120_000 }).toBeGreaterThanOrEqual(1);
  await service.close({ leaveTrials: true });
  const next = await startLocalService({ folder });
  await next.whenIdle();
  await next.close();
  expect(statuses(runId)).toEqual(['Completed', 'Completed']);
  expect(countMarks()).toBe(2);
});
