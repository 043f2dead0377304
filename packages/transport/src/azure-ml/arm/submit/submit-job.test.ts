import type { JobSubmission, SweepJob } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { jobFiles as files, jobToSubmit as job, jobScope as scope } from '../../../__fixtures__/job-to-submit.js';
import { quickRetry } from '../../../__fixtures__/open-test-backend.js';
import { type SeenRequest, startTestServer, type TestAnswer } from '../../../__fixtures__/start-test-server.js';
import { openSubmit } from './open-submit.js';

/** What a workspace answers that has neither the code nor the job. */
function answerTo({ method, url }: SeenRequest, address: string): TestAnswer {
  if (url.startsWith('/store/')) return { status: method === 'HEAD' ? 404 : 201 };
  if (url.includes('/startPendingUpload')) {
    const container = `${address}/store/c`;
    const credential = { sasUri: `${container}?sv=1&sig=very-secret` };
    return { body: { blobReferenceForConsumption: { blobUri: container, credential } } };
  }
  if (url.includes('/environments/')) return { body: { value: [{ name: '7' }] } };
  if (url.includes('/codes/') && method === 'GET') return { body: { value: [] } };
  return { status: 201, body: { name: 'sweep_1', properties: { status: 'NotStarted' } } };
}

async function openWorkspace(answer: (request: SeenRequest) => TestAnswer | undefined = () => undefined) {
  const server = await startTestServer((request) => answer(request) ?? answerTo(request, server.address));
  const submitter = openSubmit(
    {
      endpoint: { kind: 'address', address: server.address },
      scope,
      credential: {
        getToken: async (audience) => ({ token: `for:${String(audience)}`, expiresOnTimestamp: Date.now() + 1e8 }),
      },
      retry: quickRetry,
    },
    scope,
  );
  const shown = (): readonly string[] =>
    server.requests.map(({ method, url }) => `${method} ${url.replace(/\?.*/, '').replace(/.*workspaces\/w/, '')}`);
  const submit = (changes: Partial<SweepJob> = {}, more: Partial<JobSubmission> = {}, signal?: AbortSignal) =>
    submitter.submitJob({ job: { ...job, ...changes }, files, ...more }, { signal });
  return { server, shown, submit, planJob: submitter.planJob };
}

describe('a submit of a job', () => {
  it('uploads the code, registers it and creates the job, whose run it returns', async () => {
    const { shown, submit, server } = await openWorkspace();
    expect(await submit()).toMatchObject({ runId: 'sweep_1', experimentName: 'garden', status: 'NotStarted' });
    expect(shown().map((request) => request.replace(/[0-9a-f-]{36}/, '{code}'))).toEqual([
      'GET /codes/{code}/versions',
      'POST /codes/{code}/versions/1/startPendingUpload',
      'HEAD /store/c/src/train.py',
      'PUT /store/c/src/train.py',
      'PUT /store/c/src/train.py',
      'PUT /codes/{code}/versions/1',
      'GET /environments/greenhouse/versions',
      'PUT /jobs/sweep_1',
    ]);
    const created = server.requests.at(-1)?.body ?? '';
    expect(created).toContain('"searchSpace":{"lr":["uniform",[0,1.0]]}');
    expect(created).toContain('/environments/greenhouse/versions/7"');
  });

  it('takes code that the workspace has, and uploads nothing', async () => {
    const id = '/subscriptions/s/codes/known/versions/5';
    const { shown, submit, server } = await openWorkspace(({ method, url }) =>
      method === 'GET' && /\/codes\/[^/]+\/versions\?/.test(url) ? { body: { value: [{ id }] } } : undefined,
    );
    await submit();
    expect(shown().slice(1)).toEqual([
      'GET /codes/known/versions/5',
      'GET /environments/greenhouse/versions',
      'PUT /jobs/sweep_1',
    ]);
    expect(server.requests.at(-1)?.body).toContain('/codes/known/versions/5"');
  });

  it('says what is uploaded before the first request, and how far it is', async () => {
    const { server, submit } = await openWorkspace();
    const said: unknown[] = [];
    await submit(
      {},
      {
        onUpload: (notices) => void said.push([notices, server.requests.length]),
        onProgress: ({ bytes, totalBytes }, what) => void said.push([what, bytes, totalBytes]),
      },
    );
    const notice = { what: 'trial.code', name: 'src', files: 1, bytes: 9, largest: [{ path: 'train.py', size: 9 }] };
    expect(said[0]).toEqual([[{ ...notice, ignoreFile: undefined }], 0]);
    expect(said.at(-1)).toEqual(['trial.code', 9, 9]);
  });

  it('has the experiment that is chosen, whatever the job says', async () => {
    const { server } = await openWorkspace();
    const chosen = { ...scope, experimentName: 'chosen' };
    const { submitJob } = openSubmit({ endpoint: { kind: 'address', address: server.address }, scope: chosen }, chosen);
    await submitJob({ job, files });
    expect(server.requests.at(-1)?.body).toContain('"experimentName":"chosen"');
  });

  it('passes the token of the user on where trials run as the user, with the job alone', async () => {
    const { server, submit } = await openWorkspace();
    await submit({ identity: { type: 'user_identity' } });
    const passedOn = server.requests.map(({ headers }) => headers['x-azureml-token']);
    expect(passedOn.filter((token) => token !== undefined)).toEqual(['for:https://ml.azure.com/.default']);
    expect(passedOn.at(-1)).toBeDefined();
    const toStore = server.requests.filter(({ url }) => url.startsWith('/store/'));
    expect(toStore.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined, undefined]);
  });

  it('makes a name where the job has none, and asks with it again after a lost answer', async () => {
    let lost = false;
    const { shown, submit } = await openWorkspace(({ url }) => {
      if (lost || !url.includes('/jobs/')) return undefined;
      lost = true;
      return 'drop the connection';
    });
    await submit({ name: undefined });
    const created = shown().filter((request) => request.startsWith('PUT /jobs/'));
    expect(created).toHaveLength(2);
    expect(new Set(created).size).toBe(1);
  });

  it('keeps the words and the request id of a refusal, and shows neither token nor signature', async () => {
    const body = { error: { code: 'UserError', message: 'Token for:https://ml.azure.com/.default has no compute.' } };
    const { submit } = await openWorkspace(({ url }) =>
      url.includes('/jobs/') ? { status: 400, body, headers: { 'x-ms-request-id': 'r-9' } } : undefined,
    );
    const error: unknown = await submit({ identity: { type: 'user_identity' } }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'refused', requestId: 'r-9', serviceCode: 'UserError' });
    expect(String(error)).toContain('has no compute');
    expect(String(error)).not.toMatch(/for:https|very-secret/);
  });

  it('is refused where the newest version of its environment does not exist', async () => {
    const { shown, submit } = await openWorkspace(({ url }) =>
      url.includes('/environments/') ? { body: { value: [] } } : undefined,
    );
    await expect(submit()).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('greenhouse') });
    expect(shown().some((request) => request.includes('/jobs/'))).toBe(false);
  });

  it('registers nothing after an abort in the middle of its upload', async () => {
    const controller = new AbortController();
    const { shown, submit } = await openWorkspace(({ method, url }) => {
      if (method !== 'PUT' || !url.startsWith('/store/')) return undefined;
      controller.abort(new Error('enough'));
      return 'never answer';
    });
    await expect(submit({}, {}, controller.signal)).rejects.toThrow('enough');
    expect(shown().filter((request) => /^PUT \/(?:codes|jobs)/.test(request))).toEqual([]);
  });

  it('sends nothing where a file cannot be listed', async () => {
    const { server, submit } = await openWorkspace();
    const missing = new Error('not there');
    await expect(submit({}, { files: { ...files, list: () => Promise.reject(missing) } })).rejects.toBe(missing);
    expect(server.requests).toEqual([]);
  });
});

describe('a plan of a job', () => {
  it('is what the submit sends, and sends nothing itself', async () => {
    const { server, planJob } = await openWorkspace();
    const planned: unknown = JSON.parse(await planJob({ job: { ...job, name: undefined }, files }));
    expect(server.requests).toEqual([]);
    expect(planned).toMatchObject([
      { method: 'GET', query: { 'api-version': '2023-04-01', hashVersion: '202208' } },
      { method: 'POST', body: { pendingUploadType: 'TemporaryBlobReference' } },
      { method: 'PUT', path: '{container}/src', body: { files: [{ name: 'src/train.py', size: 9 }] } },
      { method: 'PUT', body: { properties: { codeUri: '{container}/src', isAnonymous: true } } },
      { method: 'GET', query: { $orderBy: 'createdtime desc', $top: '1' } },
      {
        method: 'PUT',
        path: expect.stringMatching(/\/jobs\/\{job\}$/),
        body: { properties: { displayName: '{job}' } },
      },
    ]);
  });
});
