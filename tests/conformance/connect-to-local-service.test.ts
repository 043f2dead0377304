import { createLocalService, findRunningService } from '@hyperdrive-run/local';
import { connect, type Workspace } from '@hyperdrive-run/sdk';
import { expect, it } from 'vitest';
import { openService, temporaryFolder } from './open-service.js';

async function idsOf(workspace: Workspace): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of workspace.experiment('garden').listSweeps()) ids.push(id);
  return ids;
}

it('connect reaches a local service by its uri: one that was started, one that was found, one in this process', async () => {
  const folder = await temporaryFolder();
  const started = await openService(folder);
  const found = findRunningService(folder);
  expect([found?.uri, found?.token]).toEqual([started.uri, started.token]);
  expect(await idsOf(connect(started.uri, { credential: started.token }))).toEqual([]);
  await started.close();

  await using embedded = createLocalService({ folder });
  const workspace = connect(embedded.uri, {
    credential: embedded.token,
    fetch: embedded.fetch,
  });
  expect(await idsOf(workspace)).toEqual([]);
  await expect(workspace.getRun('HD_1')).rejects.toMatchObject({ code: 'run-not-found' });
});
