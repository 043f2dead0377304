import { expect, it } from 'vitest';
import { jobFiles as files, jobToSubmit as job, jobScope as scope } from '../../../__fixtures__/job-to-submit.js';
import { quickRetry } from '../../../__fixtures__/open-test-backend.js';
import { type SeenRequest, startTestServer, type TestAnswer } from '../../../__fixtures__/start-test-server.js';
import { openSubmit } from './open-submit.js';

/** A workspace with its storage that keeps what is created, and fails at some requests as long as it is told to. */
async function startWorkspace(failure: TestAnswer, failsAt: RegExp) {
  const codes: string[] = [];
  const jobs: string[] = [];
  const state = { isFailing: true, codes, jobs, blobs: new Map<string, boolean>() };
  const shown = ({ method, url }: SeenRequest): string => `${method} ${url.replace(/.*workspaces\/w/, '')}`;

  function answer(request: SeenRequest): TestAnswer {
    const text = shown(request);
    const [path = ''] = request.url.split('?');
    if (state.isFailing && failsAt.test(text)) return failure;
    if (path.startsWith('/store/')) return answerStore(request, path);
    if (path.endsWith('/startPendingUpload')) {
      const blobUri = `${server.address}/store/c${server.requests.length}`;
      return { body: { blobReferenceForConsumption: { blobUri, credential: { sasUri: `${blobUri}?sig=x` } } } };
    }
    if (path.includes('/environments/')) return { body: { value: [{ name: '7' }] } };
    if (text.startsWith('GET /codes/')) return { body: { value: state.codes.map((id) => ({ id })) } };
    if (text.startsWith('PUT /codes/')) state.codes.push(path);
    if (text.startsWith('PUT /jobs/')) state.jobs.push(path);
    return { status: 201, body: { name: 'sweep_1', properties: { status: 'NotStarted' } } };
  }

  function answerStore({ method, url }: SeenRequest, path: string): TestAnswer {
    if (method === 'HEAD') return { status: state.blobs.has(path) ? 200 : 404 };
    state.blobs.set(path, url.includes('comp=metadata'));
    return { status: 201 };
  }

  const server = await startTestServer(answer);
  const { submitJob } = openSubmit(
    { endpoint: { kind: 'address', address: server.address }, scope, retry: quickRetry },
    scope,
  );
  return { state, requests: () => server.requests.map(shown), submit: () => submitJob({ job, files }) };
}

const refusal: TestAnswer = { status: 403, body: { error: { code: 'UserError', message: 'Not now.' } } };

it.each([
  ['looks for the code', /^GET \/codes\//],
  ['asks for a place for it', /startPendingUpload/],
  ['looks into that place', /^HEAD /],
  ['sends a file', /^PUT \/store\/(?!.*comp=)/],
  ['says that all files are there', /comp=metadata/],
  ['registers the code', /^PUT \/codes\//],
  ['looks for the environment', /^GET \/environments\//],
  ['creates the job', /^PUT \/jobs\//],
])(
  'a submit that is refused where it %s sends nothing more, and its repeat is one job with one code',
  async (_, at) => {
    const { state, requests, submit } = await startWorkspace(refusal, at);
    await expect(submit()).rejects.toMatchObject({ code: 'not-authorized' });
    expect(requests().at(-1)).toMatch(at);
    expect(state.jobs).toEqual([]);
    // What is registered is whole: its files are there, and are said to be.
    const isWhole = [...state.blobs.values()].some((isMarked) => isMarked);
    expect(state.codes).toHaveLength(isWhole && !at.test('PUT /codes/') ? 1 : 0);
    state.isFailing = false;
    await submit();
    expect([state.codes.length, state.jobs.length]).toEqual([1, 1]);
  },
);
