import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { eachAt, jsonAt, textAt } from '../__fixtures__/json-at.js';
import {
  experiment,
  startTestService,
  type TestService,
  workspace,
  workspaceInPath,
} from '../__fixtures__/start-test-service.js';

const key = { scope: garden, runId: 'HD_1_0' };
const artifacts = `/artifact/v2.0/${workspace}/artifacts`;
const awkward = 'outputs/50% of ü #1?.txt';

async function withFiles(): Promise<TestService> {
  const service = await startTestService();
  service.store.createRun(key);
  await put(service, 'outputs/model.json', '{"w": 1}');
  await put(service, awkward, 'odd');
  await put(service, 'user_logs/std_log.txt', '');
  return service;
}

async function put({ files }: TestService, path: string, content: string): Promise<void> {
  const place = join(files.folderOf(key), path);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, content);
}

const inPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

describe("a run's files", () => {
  it('are listed, all or under a folder', async () => {
    const { ask } = await withFiles();
    const all = await ask('GET', `${artifacts}/ExperimentRun/dcid.HD_1_0`);
    expect(eachAt(jsonAt(all.json, 'value'), 'path')).toEqual([awkward, 'outputs/model.json', 'user_logs/std_log.txt']);
    expect(jsonAt(all.json, 'value', 1, 'artifactId')).toBe('ExperimentRun/dcid.HD_1_0/outputs/model.json');
    const some = await ask('GET', `${artifacts}/ExperimentRun/dcid.HD_1_0/outputs`);
    expect(jsonAt(some.json, 'value')).toHaveLength(2);
    const older = await ask('GET', `/history/v1.0/${experiment}/runs/HD_1_0/artifacts`);
    expect(older.json).toEqual(all.json);
  });

  it('are read with the token, whatever their names hold', async () => {
    const { ask } = await withFiles();
    for (const [path, content] of [
      ['outputs/model.json', '{"w": 1}'],
      [awkward, 'odd'],
      ['user_logs/std_log.txt', ''],
    ] as const) {
      const answer = await ask('GET', `${artifacts}/content/ExperimentRun/dcid.HD_1_0/${inPath(path)}`);
      expect(answer.status).toBe(200);
      expect(answer.text).toBe(content);
      expect(answer.headers.get('content-length')).toBe(String(content.length));
    }
  });

  it('are read in full where they are larger than one piece', async () => {
    const service = await withFiles();
    const content = Array.from({ length: 30_000 }, (_, n) => `line ${n}`).join('\n');
    await put(service, 'outputs/large.txt', content);
    const { text } = await service.ask('GET', `${artifacts}/content/ExperimentRun/dcid.HD_1_0/outputs/large.txt`);
    expect(text).toBe(content);
  });

  it('are read without a token at the address that contentinfo answers, and only there', async () => {
    const { address, ask } = await withFiles();
    const info = await ask('GET', `${artifacts}/contentinfo/ExperimentRun/dcid.HD_1_0/${inPath(awkward)}`);
    const uri = textAt(info.json, 'contentUri');
    const path = uri.slice(address.length);
    expect((await ask('GET', path, { token: null })).text).toBe('odd');
    const other = path.replace(/dcid\.HD_1_0\/[^?]*/, 'dcid.HD_1_0/outputs/model.json');
    expect((await ask('GET', other, { token: null })).status).toBe(403);
    expect((await ask('GET', `${path}x`, { token: null })).status).toBe(403);
    expect((await ask('GET', path.replace(/\?.*/, ''), { token: null })).status).toBe(401);
  });

  it('are told with their addresses by prefix, also where there are none', async () => {
    const { address, ask } = await withFiles();
    const logs = await ask('GET', `${artifacts}/prefix/contentinfo/ExperimentRun/dcid.HD_1_0/user_logs`);
    expect(eachAt(jsonAt(logs.json, 'value'), 'path')).toEqual(['user_logs/std_log.txt']);
    const uri = textAt(logs.json, 'value', 0, 'contentUri');
    expect((await ask('GET', uri.slice(address.length), { token: null })).status).toBe(200);
    const none = await ask('GET', `${artifacts}/prefix/contentinfo/ExperimentRun/dcid.HD_1_0/system_logs`);
    expect(none.json).toEqual(
      new Map<string, unknown>([
        ['value', []],
        ['continuationToken', null],
      ]),
    );
  });

  it('that are not there, and runs that are not there, are a 404', async () => {
    const { ask } = await withFiles();
    for (const path of [
      'content/ExperimentRun/dcid.HD_1_0/outputs/none',
      'content/ExperimentRun/dcid.HD_1_0/outputs',
      'contentinfo/ExperimentRun/dcid.HD_1_0/outputs/none',
      'ExperimentRun/dcid.nobody',
      'ExperimentRun/HD_1_0',
      'prefix/contentinfo/ExperimentRun/dcid.nobody/user_logs',
    ]) {
      expect((await ask('GET', `${artifacts}/${path}`)).status, path).toBe(404);
    }
  });

  it('cannot be left: no path and no link leads out of the folder', async () => {
    const service = await withFiles();
    const secret = join(service.files.folderOf(key), '..', 'secret.txt');
    await writeFile(secret, 'secret');
    await symlink(secret, join(service.files.folderOf(key), 'outputs', 'link.txt'));
    for (const path of [
      '..%2Fsecret.txt',
      'outputs%2F..%2F..%2Fsecret.txt',
      'outputs/link.txt',
      '..%5Csecret.txt',
      '%00',
    ]) {
      const answer = await service.ask('GET', `${artifacts}/content/ExperimentRun/dcid.HD_1_0/${path}`);
      expect(answer.status, path).toBe(404);
      expect(answer.text).not.toContain('secret"');
    }
  });

  it("of another workspace are not read with a trial's token", async () => {
    const { auth, store, ask } = await withFiles();
    const scope = { ...garden, workspaceName: 'other' };
    store.createRun({ scope, runId: 'HD_9' });
    const { token } = await auth.issueRunToken({ scope, runId: 'HD_9' });
    for (const call of ['content/', 'contentinfo/', '']) {
      const path = `${artifacts}/${call}ExperimentRun/dcid.HD_1_0/outputs/model.json`;
      expect((await ask('GET', path, { token })).status).toBe(403);
    }
    expect(workspaceInPath(scope)).not.toBe(workspace);
  });

  it('are not uploaded: each is refused at once, with its reason', async () => {
    const { ask } = await withFiles();
    const body = '{"paths": [{"path": "outputs/a.png"}]}';
    const { status, json } = await ask('POST', `${artifacts}/batch/metadata/ExperimentRun/dcid.HD_1_0`, { body });
    expect(status).toBe(200);
    expect(jsonAt(json, 'artifacts')).toEqual(new Map());
    expect(jsonAt(json, 'errors', 'outputs/a.png', 'error', 'message')).toContain('takes no uploads');
  });
});
