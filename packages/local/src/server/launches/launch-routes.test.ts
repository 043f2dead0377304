import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probeJob } from '../../engine/runners/launches/launch-job.js';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { standardLog } from '../../storage/files/run-files.js';
import { textAt } from '../__fixtures__/json-at.js';
import {
  type Answer,
  type AskOptions,
  experiment,
  startTestService,
  type TestService,
} from '../__fixtures__/start-test-service.js';

const run = { scope: garden, runId: 'HD_1_0' };
const attempt = 'ab'.repeat(32);
const job = { ...probeJob, script: 'train', tokenVariables: ['AZUREML_RUN_TOKEN'] };

interface Launched extends TestService {
  readonly id: string;
  readonly claim: (options?: { readonly attempt?: string; readonly code?: string }) => Promise<Answer>;
  /** Asks as the attempt that claimed the launch. */
  readonly tell: (method: string, path: string, options?: AskOptions) => Promise<Answer>;
  readonly log: () => Buffer;
}

async function launch(): Promise<Launched> {
  const service = await startTestService();
  service.store.createRun({ ...run, status: 'Queued' });
  const { id, claimCode } = service.launches.create(job, run);
  const path = `/launches/v1.0/${id}`;
  return {
    ...service,
    id,
    claim: ({ attempt: by = attempt, code = claimCode } = {}) =>
      service.ask('POST', `${path}/claim`, { token: code, body: JSON.stringify({ attempt: by, node: 'node-1' }) }),
    tell: (method, call, options) => service.ask(method, `${path}/${call}`, { token: attempt, ...options }),
    log: () => readFileSync(join(service.files.folderOf(run), standardLog)),
  };
}

describe('a claim', () => {
  it('returns what is to be run, and the same again where the answer was lost', async () => {
    const { claim } = await launch();
    const first = await claim();
    expect(first.status).toBe(200);
    expect(textAt(first.json, 'job', 'script')).toBe('train');
    expect((await claim()).status).toBe(200);
  });

  it('is refused with a reason that programs read', async () => {
    const { claim, launches, id } = await launch();
    const reasonOf = (answer: Answer): string => `${answer.status} ${textAt(answer.json, 'error', 'code')}`;
    expect(reasonOf(await claim({ code: 'another' }))).toBe('401 WrongCode');
    await claim();
    expect(reasonOf(await claim({ attempt: 'cd'.repeat(32) }))).toBe('409 LaunchClaimed');
    launches.giveUp(id, 'its node is lost');
    expect(reasonOf(await claim())).toBe('409 LaunchLost');
  });

  it('takes no attempt that could be guessed', async () => {
    const { claim } = await launch();
    expect((await claim({ attempt: '1' })).status).toBe(400);
  });
});

it('nothing but a claim is open to whoever only knows the code of a launch', async () => {
  const { claim, ask, id } = await launch();
  await claim();
  for (const call of ['heartbeat', 'log?offset=0', 'exit', 'files/outputs/a']) {
    const method = call.startsWith('files') ? 'PUT' : 'POST';
    const answer = await ask(method, `/launches/v1.0/${id}/${call}`, { token: 'ef'.repeat(32), body: '{"code": 0}' });
    expect([call, answer.status]).toEqual([call, 401]);
  }
});

describe('the log of a launch', () => {
  it('contains the bytes of its pieces, each once, text or not', async () => {
    const { claim, tell, log } = await launch();
    await claim();
    const send = async (offset: number, body: Uint8Array<ArrayBuffer>): Promise<string> =>
      (await tell('POST', `log?offset=${offset}`, { body })).text;
    expect(await send(0, Uint8Array.of(0x61, 0xff, 0xfe))).toBe('{"received":3,"end":false}');
    await send(0, Uint8Array.of(0x61, 0xff, 0xfe));
    expect(await send(2, Uint8Array.of(0xfe, 0x00, 0x62))).toBe('{"received":5,"end":false}');
    expect([...log()]).toEqual([0x61, 0xff, 0xfe, 0x00, 0x62]);
  });

  it('says how much was left out where a piece is further on', async () => {
    const { claim, tell, log } = await launch();
    await claim();
    await tell('POST', 'log?offset=0', { body: 'begin' });
    await tell('POST', 'log?offset=105', { body: 'end' });
    expect(log().toString()).toBe('begin\n[... 100 bytes of output are left out here ...]\nend');
  });

  it('contains a piece once that was written when the service was killed, and not recorded', async () => {
    const { claim, tell, log, store, id } = await launch();
    await claim();
    await tell('POST', 'log?offset=0', { body: 'one ' });
    const before = store.launches.get(id);
    await tell('POST', 'log?offset=4', { body: 'two ' });
    store.launches.change(id, { logReceived: before?.logReceived ?? 0, logKept: before?.logKept ?? 0 });
    await tell('POST', 'log?offset=4', { body: 'two three' });
    expect(log().toString()).toBe('one two three');
  });

  it.each(['-1', '1.5', 'x', ''])('takes no offset %j', async (offset) => {
    const { claim, tell } = await launch();
    await claim();
    expect((await tell('POST', `log?offset=${offset}`, { body: 'a' })).status).toBe(offset === '' ? 200 : 400);
  });
});

describe('the files of a launch', () => {
  it('are those of its run', async () => {
    const { claim, tell, files } = await launch();
    await claim();
    expect((await tell('PUT', 'files/outputs/a/model.bin', { body: 'weights' })).status).toBe(200);
    expect((await files.list(run)).map(({ path }) => path)).toEqual(['outputs/a/model.bin']);
  });

  it.each(['user_logs/std_log.txt', 'outputs/../user_logs/x', 'outputs/..%2F..%2Fx', 'model.bin'])(
    'are not %s',
    async (path) => {
      const { claim, tell, files } = await launch();
      await claim();
      expect((await tell('PUT', `files/${path}`, { body: 'x' })).status).toBeGreaterThanOrEqual(400);
      expect(await files.list(run)).toEqual([]);
    },
  );
});

describe('the end of a launch', () => {
  it('is reported until that arrives: again it is acknowledged, and changes nothing', async () => {
    const { claim, tell, launches, id } = await launch();
    await claim();
    expect((await tell('POST', 'exit', { body: '{"code": 3}' })).status).toBe(200);
    expect((await tell('POST', 'exit', { body: '{"code": 3}' })).status).toBe(200);
    expect(launches.read(id)?.report).toEqual({ kind: 'exited', code: 3 });
    expect((await tell('POST', 'log?offset=0', { body: 'late' })).status).toBe(409);
    expect((await tell('PUT', 'files/outputs/late', { body: 'late' })).status).toBe(409);
  });

  it.each(['{}', '{"code": -1}', '{"code": 256}', '{"code": "0"}', '{"neverRan": ""}'])(
    'is not reported by %s',
    async (body) => {
      const { claim, tell, launches, id } = await launch();
      await claim();
      expect((await tell('POST', 'exit', { body })).status).toBe(400);
      expect(launches.read(id)?.state).toBe('claimed');
    },
  );

  it('is asked for by the answer to whatever its attempt calls', async () => {
    const { claim, tell, launches, id } = await launch();
    await claim();
    expect((await tell('POST', 'heartbeat')).text).toBe('{"end":false}');
    launches.requestEnd(id, 'the trial was canceled');
    expect((await tell('POST', 'heartbeat')).text).toBe('{"end":true}');
    expect((await tell('POST', 'log?offset=0', { body: 'a' })).text).toBe('{"received":1,"end":true}');
  });
});

it('the token of a launch logs to its run until it is given up, and is renewed as one of that launch', async () => {
  const { claim, ask, launches, id } = await launch();
  const token = textAt((await claim()).json, 'job', 'variables', 'AZUREML_RUN_TOKEN');
  const path = `/history/v1.0/${experiment}/runs/HD_1_0`;
  expect((await ask('PATCH', path, { token, body: '{"tags": {"a": "b"}}' })).status).toBe(200);
  const renewed = textAt((await ask('GET', `${path}/token`, { token })).json, 'token');
  launches.giveUp(id, 'its node is lost');
  for (const known of [token, renewed]) {
    const answer = await ask('PATCH', path, { token: known, body: '{"tags": {"a": "late"}}' });
    expect([answer.status, textAt(answer.json, 'error', 'code')]).toEqual([403, 'LaunchLost']);
  }
  expect((await ask('POST', `/launches/v1.0/${id}/heartbeat`, { token: attempt })).text).toBe('{"end":true}');
});
