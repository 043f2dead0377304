import { expect, it } from 'vitest';
import { createLocalService } from './create-local-service.js';
import { localWorkspaceUri } from './local-workspace-uri.js';
import { findRunningService } from './service-file.js';
import { startLocalService } from './start-local-service.js';
import { temporaryFolder } from './storage/__fixtures__/temporary-folder.js';

it('a listening service is closed at the end of the block that uses it', async () => {
  const folder = await temporaryFolder();
  const address = await (async () => {
    await using service = await startLocalService({ folder });
    expect(findRunningService(folder)?.uri).toBe(service.uri);
    expect(service.uri).toBe(localWorkspaceUri(service.address));
    return service.address;
  })();
  expect(findRunningService(folder)).toBeUndefined();
  await expect(fetch(address)).rejects.toThrow('fetch failed');
});

it('a service in this process is closed at the end of the block, also of one that throws', async () => {
  const folder = await temporaryFolder();
  let answer: (() => Promise<Response>) | undefined;
  const use = async (): Promise<void> => {
    await using service = createLocalService({ folder });
    answer = () => service.fetch(new Request('http://localhost/discovery'));
    expect((await answer()).status).not.toBe(503);
    throw new Error('in the middle');
  };
  await expect(use()).rejects.toThrow('in the middle');
  expect((await answer?.())?.status).toBe(503);
});

it('disposing of a service twice, or of one that is closed, does nothing more', async () => {
  const service = await startLocalService({ folder: await temporaryFolder() });
  await service.close();
  await expect(service[Symbol.asyncDispose]()).resolves.toBeUndefined();
  const embedded = createLocalService({ folder: await temporaryFolder() });
  await embedded[Symbol.asyncDispose]();
  await expect(embedded.close()).resolves.toBeUndefined();
});
