import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../storage/__fixtures__/temporary-folder.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { startTestService, workspace } from '../__fixtures__/start-test-service.js';
import { createCallService } from './call-service.js';

const mlflow = `/mlflow/v2.0/${workspace}/api/2.0`;

it("makes a trial's calls in its own name, and no others", async () => {
  const { store, auth, address } = await startTestService();
  const call = createCallService(
    (request) => fetch(new Request(request.url.replace(/^http:\/\/127\.0\.0\.1:9/, address), request)),
    auth,
  );
  const [own, other] = ['HD_1_0', 'HD_1_1'].map((runId) => ({ scope: garden, runId }));
  if (own === undefined || other === undefined) throw new TypeError('not reached');
  for (const { runId } of [own, other]) store.createRun({ scope: garden, runId });
  const setTag = (runId: string) => ({
    method: 'POST',
    path: `${mlflow}/mlflow/runs/set-tag`,
    body: JSON.stringify({ run_id: runId, key: 'season', value: 'spring' }),
  });
  expect((await call(own, setTag('HD_1_0'))).status).toBe(200);
  expect((await call(own, setTag('HD_1_1'))).status).toBe(403);
  expect(store.getRun(own)?.tags.get('season')).toBe('spring');

  const file = join(await temporaryFolder(), 'body');
  for (const text of ['tulips', '']) {
    writeFileSync(file, text);
    const path = `${mlflow}/mlflow-artifacts/artifacts/${experimentIdOf(garden)}/HD_1_0/artifacts/beds.txt`;
    expect(await call(own, { method: 'PUT', path, file })).toMatchObject({ status: 200 });
  }
});

it('makes a run or model under the id that the node chose once, however often the call arrives', async () => {
  const { store, auth, address } = await startTestService();
  const call = createCallService(
    (request) => fetch(new Request(request.url.replace(/^http:\/\/127\.0\.0\.1:9/, address), request)),
    auth,
  );
  const own = { scope: garden, runId: 'HD_1_0' };
  store.createRun(own);
  const chosen = '0123456789abcdef0123456789abcdef';
  for (const _ of [1, 2]) {
    const run = await call(own, { method: 'POST', path: `${mlflow}/mlflow/runs/create`, body: '{}', chosenId: chosen });
    expect(run).toMatchObject({ status: 200, text: expect.stringContaining(chosen) });
    const model = await call(own, {
      method: 'POST',
      path: `${mlflow}/mlflow/logged-models`,
      body: '{"name": "rose"}',
      chosenId: `m-${chosen}`,
    });
    expect(model).toMatchObject({ status: 200, text: expect.stringContaining(`m-${chosen}`) });
  }
  expect([...store.childrenOf(own)].map(({ runId }) => runId)).toEqual([chosen]);
});
