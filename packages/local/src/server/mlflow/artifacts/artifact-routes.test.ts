import { existsSync } from 'node:fs';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';
import { eachAt, jsonAt, textAt } from '../../__fixtures__/json-at.js';
import { startTestService, workspace } from '../../__fixtures__/start-test-service.js';

const tracking = `/mlflow/v2.0/${workspace}`;
const root = `${experimentIdOf(garden)}/HD_1/artifacts`;
const artifacts = `${tracking}/api/2.0/mlflow-artifacts/artifacts`;

async function startRun() {
  const service = await startTestService();
  const run = service.store.createRun({ scope: garden, runId: 'HD_1' });
  service.store.createRun({ scope: garden, runId: 'HD_2' });
  const { token } = await service.auth.issueRunToken(run);
  const kept = service.files.folderOf(run);
  const put = (path: string, body: string) => service.ask('PUT', `${artifacts}/${path}`, { body, token });
  return { ...service, run, token, kept, put };
}

describe('artifacts of MLflow', () => {
  it('are files of the run, listed and read back as they came', async () => {
    const { put, ask, token, files, run } = await startRun();
    const bytes = 'a\0b\u{1f337}'.repeat(50_000);

    expect((await put(`${root}/model/weights%20%25.bin`, bytes)).status).toBe(200);
    expect((await put(`${root}/model/empty`, '')).status).toBe(200);
    expect((await put(`${root}/model/empty`, 'not any more')).status).toBe(200);
    expect((await files.list(run)).map(({ path }) => path)).toEqual(['model/empty', 'model/weights %.bin']);
    expect((await ask('GET', `${artifacts}/${root}/model/weights%20%25.bin`, { token })).text).toBe(bytes);
    expect((await ask('GET', `${artifacts}/${root}/model/empty`, { token })).text).toBe('not any more');
    const listing = await ask('GET', `${artifacts}?path=${root}`, { token });
    expect(jsonAt(listing.json, 'files')).toEqual([
      new Map<string, unknown>([
        ['path', 'model'],
        ['is_dir', true],
      ]),
    ]);
    const folder = await ask('GET', `${artifacts}?path=${root}/model`, { token });
    expect(eachAt(jsonAt(folder.json, 'files'), 'path')).toEqual(['empty', 'weights %.bin']);
    const byRun = await ask('GET', `${tracking}/api/2.0/mlflow/artifacts/list?run_id=HD_1&path=model`, { token });
    expect(eachAt(jsonAt(byRun.json, 'files'), 'path')).toEqual(['model/empty', 'model/weights %.bin']);
  });

  it.each([
    ['the folder of another run', `${root}/%2e%2e%2f%2e%2e%2fother`],
    ['a path with a backslash', `${root}/a%5Cb`],
    ['a path with an empty part', `${root}/a//b`],
    ['a path with NUL', `${root}/a%00b`],
    ['the logs of the service', `${root}/user_logs/std_log.txt`],
    ['no file at all', `${root}/`],
  ])('are not taken for %s', async (_, path) => {
    const { put, kept } = await startRun();

    expect((await put(path, 'x')).status).toBe(400);
    expect(existsSync(kept) ? await readdir(kept) : []).toEqual([]);
  });

  it('are not taken for another run, experiment or place', async () => {
    const { put } = await startRun();
    const elsewhere = [
      `${experimentIdOf(garden)}/HD_2/artifacts/a`,
      `0/HD_1/artifacts/a`,
      `${experimentIdOf(garden)}/HD_1/a`,
    ];

    expect(await Promise.all(elsewhere.map(async (path) => (await put(path, 'x')).status))).toEqual([403, 404, 404]);
  });

  it('follow no link out of the run, and leave nothing of what was refused', async () => {
    const { put, ask, token, kept } = await startRun();
    const outside = await temporaryFolder();
    await mkdir(join(kept, 'outputs'), { recursive: true });
    await symlink(outside, join(kept, 'outputs/link'));
    await symlink(join(outside, 'made'), join(kept, 'outputs/file'));

    expect((await put(`${root}/outputs/link/a`, 'x')).status).toBe(400);
    expect((await put(`${root}/outputs`, 'x')).status).toBe(400);
    expect((await put(`${root}/outputs/file`, 'x')).status).toBe(200);
    expect((await ask('GET', `${artifacts}/${root}/outputs/file`, { token })).text).toBe('x');
    expect(await readdir(outside)).toEqual([]);
    expect(await readdir(join(kept, 'outputs'))).toEqual(['file', 'link']);
  });
});

describe('models of MLflow', () => {
  it('are kept with their run, each in a folder of its own', async () => {
    const { ask, token } = await startRun();
    const models = `${tracking}/api/2.0/mlflow/logged-models`;
    const create = () =>
      ask('POST', models, { token, body: JSON.stringify({ name: 'model', tags: [{ key: 'a', value: '1' }] }) });
    const [first, second] = [await create(), await create()];
    const id = textAt(first.json, 'model', 'info', 'model_id');

    const places = [first, second].map(({ json }) => textAt(json, 'model', 'info', 'artifact_uri'));
    expect(places[0]).toBe(`mlflow-artifacts:/${experimentIdOf(garden)}/models/${id}/artifacts`);
    expect(places[1]).not.toBe(places[0]);
    await ask('PATCH', `${models}/${id}`, { token, body: JSON.stringify({ status: 'LOGGED_MODEL_READY' }) });
    await ask('PATCH', `${models}/${id}/tags`, { token, body: JSON.stringify({ tags: [{ key: 'b', value: '2' }] }) });
    const { json } = await ask('GET', `${models}/${id}`, { token });
    expect(jsonAt(json, 'model', 'info', 'status')).toBe('LOGGED_MODEL_READY');
    expect(jsonAt(json, 'model', 'info', 'source_run_id')).toBe('HD_1');
    expect(eachAt(jsonAt(json, 'model', 'info', 'tags'), 'key')).toEqual(['a', 'b']);
    expect((await ask('GET', `${models}/m-nobody`, { token })).status).toBe(404);
  });
});
