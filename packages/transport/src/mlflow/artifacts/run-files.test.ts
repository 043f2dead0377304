import { expect, it, vi } from 'vitest';
import { mlflowRun, notThere, openMlflow } from '../../__fixtures__/open-mlflow-backend.js';
import { collect } from '../../__fixtures__/open-test-backend.js';
import type { SeenRequest } from '../../__fixtures__/start-test-server.js';

function queryOf({ url }: SeenRequest): URLSearchParams {
  return new URL(url, 'http://host').searchParams;
}

/** What the tag of a run says of a table. */
const tableTag = { 'mlflow.loggedArtifacts': '[{"path":"notes.json","type":"table"},{"path":"a.png","type":"image"}]' };

it('lists the files of all folders, page by page, each once', async () => {
  const { backend } = await openMlflow((call, request) => {
    const query = queryOf(request);
    if (call === 'runs/get') return { body: { run: mlflowRun('a') } };
    if (query.get('path') === 'model') return { body: { files: [{ path: 'model/weights.bin', is_dir: false }] } };
    return query.get('page_token') === '2'
      ? { body: { files: [{ path: 'b.txt' }, { path: 'a.txt' }] } }
      : {
          body: {
            files: [
              { path: 'model', is_dir: true },
              { path: 'a.txt', is_dir: false },
            ],
            next_page_token: '2',
          },
        };
  });
  expect(await collect(backend.listFiles('a'))).toEqual(['a.txt', 'b.txt', 'model/weights.bin']);
});

it('opens a file whose name is encoded on the way, and reports one that does not exist', async () => {
  const { server, backend } = await openMlflow((call, request) => {
    if (call === 'runs/get') return { body: { run: mlflowRun('a') } };
    return queryOf(request).get('path') === 'out/ü&b.txt' ? { body: 'content' } : notThere;
  });
  const chunks = await collect(await backend.openFile('a', 'out/ü&b.txt'));
  expect(Buffer.concat(chunks).toString()).toBe('content');
  expect(server.requests.at(-1)?.url).toBe('/get-artifact?run_id=a&path=out%2F%C3%BC%26b.txt');
  await expect(backend.openFile('a', 'none')).rejects.toMatchObject({ code: 'run-not-found' });
});

it('says of a folder that it is no file of the run, and of what else is refused that it is', async () => {
  const { backend } = await openMlflow((call, request) => {
    const name = queryOf(request).get('path');
    if (call === 'runs/get') return { body: { run: mlflowRun('a') } };
    if (call !== 'artifacts/list')
      return { status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE', message: 'No.' } };
    return { body: name === 'model' ? { files: [{ path: 'model/weights.bin' }] } : {} };
  });
  await expect(backend.openFile('a', 'model')).rejects.toMatchObject({
    code: 'run-not-found',
    message: 'The file "model" of run "a" was not found: there is a folder of that name.',
  });
  await expect(backend.openFile('a', 'a#b')).rejects.toMatchObject({
    code: 'refused',
    serviceCode: 'INVALID_PARAMETER_VALUE',
  });
});

it('asks the artifact service of the workspace for files behind the endpoint of Azure', async () => {
  const workspace = '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';
  const { server, backend } = await openMlflow(
    (call) => (call === 'runs/get' ? { body: { run: mlflowRun('a') } } : { body: { value: [{ path: 'a.txt' }] } }),
    { experimentName: undefined, flavor: 'azure-ml', credential: 'token' },
    `/mlflow/v2.0${workspace}`,
  );
  expect(await collect(backend.listFiles('a'))).toEqual(['a.txt']);
  const asked = server.requests.find(({ url }) => url.startsWith('/artifact/'));
  expect(asked?.url).toBe(`/artifact/v2.0${workspace}/artifacts/ExperimentRun/dcid.a`);
  expect(asked?.headers.authorization).toBe('Bearer token');
});

it('reads the tables that a run logged, with the types that their cells have in common', async () => {
  const { backend } = await openMlflow((call) =>
    call === 'runs/get'
      ? { body: { run: mlflowRun('a', { tags: tableTag }) } }
      : { body: '{"columns":["n","ok","word","mixed"],"data":[[1,true,"x",1],[NaN,false,null,"y"]]}' },
  );
  const [result] = await collect(backend.getMetrics(['a']));
  const table = result?.kind === 'read' ? result.metrics.get('notes') : undefined;
  expect(table).toEqual({
    kind: 'table',
    name: 'notes',
    columns: new Map(Object.entries({ n: 'double', ok: 'bool', word: 'string', mixed: 'string' })),
    rows: [
      {
        cells: new Map<string, unknown>([
          ['n', 1],
          ['ok', true],
          ['word', 'x'],
          ['mixed', 1],
        ]),
      },
      {
        cells: new Map<string, unknown>([
          ['n', Number.NaN],
          ['ok', false],
          ['word', null],
          ['mixed', 'y'],
        ]),
      },
    ],
  });
});

it.each([
  ['is gone', notThere, 0],
  ['contains something else', { body: '{"rows":1}' }, 1],
  ['is no JSON', { body: 'n;ok' }, 1],
])('leaves a table out whose file %s, and warns of one that cannot be read', async (_, answer, warned) => {
  const onWarning = vi.fn();
  const { backend } = await openMlflow(
    (call) => (call === 'runs/get' ? { body: { run: mlflowRun('a', { tags: tableTag }) } } : answer),
    { onWarning },
  );
  const [result] = await collect(backend.getMetrics(['a']));
  expect(result?.kind === 'read' && result.metrics.size).toBe(0);
  expect(onWarning).toHaveBeenCalledTimes(warned);
});
