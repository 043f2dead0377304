import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

let folder = '';

beforeEach(async () => {
  folder = await temporaryFolder();
  await mkdir(path.join(folder, 'src'));
  await writeFile(path.join(folder, 'src', 'train.py'), 'print(1)\n');
  await writeFile(path.join(folder, 'src', 'run.log'), 'left out\n');
  await writeFile(path.join(folder, 'src', '.amlignore'), '*.log\n');
  await writeFile(
    path.join(folder, 'sweep.yml'),
    `type: sweep
experiment_name: garden
trial:
  code: src
  command: python train.py \${{search_space.lr}}
  environment: azureml:greenhouse:3
search_space: { lr: { type: choice, values: [0.1] } }
sampling_algorithm: grid
objective: { goal: maximize, primary_metric: acc }
limits: { max_total_trials: 1 }
`,
  );
});

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A workspace that has no code yet and takes every job, with its storage.
 * @param own answers a request otherwise; `'never'` keeps it waiting
 */
async function startWorkspace(
  own: (request: string) => Answer | 'never' | undefined = () => undefined,
): Promise<{ readonly address: string; readonly requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const { method = '', url = '' } = request;
      const shown = `${method} ${url.replace(/\?.*/, '').replace(/.*workspaces\/w/, '')}`;
      requests.push(shown);
      const answer = (status: number, value: unknown = {}, headers: Readonly<Record<string, string>> = {}): void => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(method === 'HEAD' ? undefined : JSON.stringify(value));
      };
      const given = own(shown);
      if (given === 'never') return undefined;
      if (given !== undefined) return answer(given.status, given.body, given.headers);
      if (url.startsWith('/store/')) return answer(method === 'HEAD' ? 404 : 201);
      if (url.includes('startPendingUpload')) {
        const blobUri = `http://${request.headers.host}/store/c`;
        const credential = { sasUri: `${blobUri}?sig=x` };
        return answer(200, { blobReferenceForConsumption: { blobUri, credential } });
      }
      if (method === 'GET') return answer(200, { value: [] });
      const name = /\/jobs\/([^?]*)/.exec(url)?.[1] ?? 'x';
      const { properties = {} }: { readonly properties?: object } = JSON.parse(body || '{}');
      return answer(201, { name, properties: { ...properties, status: 'NotStarted' } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { address: `http://127.0.0.1:${address.port}`, requests };
}

function start(address: string, ...args: readonly string[]) {
  const backend = `azureml+${address}/subscriptions/s/resourceGroups/g/workspaces/w`;
  const env = { ...process.env, HYPERDRIVE_TOKEN: 'token', HYPERDRIVE_HOME: path.join(folder, 'home'), NO_COLOR: '1' };
  const io = memoryIo({ env, cwd: folder, columns: 100 });
  return { io, ended: runCli(['submit', 'sweep.yml', '--backend', backend, '--arm-address', address, ...args], io) };
}

async function submit(address: string, ...args: readonly string[]) {
  const { io, ended } = start(address, ...args);
  const code = await ended;
  return { code, ...io.printed };
}

it('says what is uploaded, submits the job under the given name, and prints its id', async () => {
  const { address, requests } = await startWorkspace();
  const { code, stdout, stderr } = await submit(address, '--name', 'roses_1');
  expect(stderr).toContain(
    'trial.code: 2 files, 15 B, without what .amlignore leaves out; largest: train.py 9 B, .amlignore 6 B\n',
  );
  expect([code, stdout]).toEqual([0, expect.stringContaining('roses_1')]);
  expect(requests.at(-1)).toBe('PUT /jobs/roses_1');
  expect(requests).toContain('PUT /store/c/src/train.py');
  expect(requests).not.toContain('PUT /store/c/src/run.log');
});

it('says the words of a service that refuses the job, what to do, and the id of the request', async () => {
  const body = { error: { code: 'UserError', message: 'Compute "gpu" was not found in the workspace.' } };
  const { address } = await startWorkspace((request) =>
    request.startsWith('PUT /jobs/') ? { status: 400, body, headers: { 'x-ms-request-id': 'r-9' } } : undefined,
  );
  const { code, stdout, stderr } = await submit(address);
  expect([code, stdout]).toEqual([1, '']);
  const [what, hint] = stderr.trim().split('\n').slice(-2);
  expect(what).toMatch(
    /^Error: The submitted sweep was refused by .*: Compute "gpu" was not found in the workspace\.$/,
  );
  expect(hint).toBe("Change what the service's words name, and ask again. The request's id: r-9");
});

it.each([
  ['a submit', []],
  ['one that would wait', ['--wait']],
])('stops %s at the first Ctrl+C, and registers nothing', async (_what, args) => {
  let isUploading: () => void = () => undefined;
  const uploading = new Promise<void>((resolve) => {
    isUploading = resolve;
  });
  const { address, requests } = await startWorkspace((request) => {
    if (!request.startsWith('PUT /store/')) return undefined;
    isUploading();
    return 'never';
  });
  const { io, ended } = start(address, ...args);
  await uploading;
  io.send('SIGINT');
  expect(await ended).toBe(1);
  expect(io.printed.stderr).toContain('Error: The submit was stopped.\nWhat was uploaded is found again');
  expect(requests.filter((request) => /^PUT \/(?:codes|jobs)/.test(request))).toEqual([]);
});

it('prints one JSON document on stdout', async () => {
  const { address } = await startWorkspace();
  const { stdout } = await submit(address, '--name', 'roses_1', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ runId: 'roses_1', status: 'NotStarted', experiment: 'garden' });
});

it.each([
  ['code that does not exist', ['--set', 'trial.code=nowhere'], 'trial.code is "nowhere", which does not exist'],
  ['code below a file', ['--set', 'trial.code=sweep.yml/src'], 'trial.code is "sweep.yml/src", which cannot be read'],
  ['an empty folder of code', ['--set', 'trial.code=empty'], /trial\.code: ".*empty" has no file/],
  [
    'a link in the code that leads in a circle',
    ['--set', 'trial.code=circle'],
    'trial.code: "again" is a link to a folder that it is in itself',
  ],
  [
    'an entry of the code that cannot be read',
    ['--set', 'trial.code=unreadable'],
    'trial.code: "lib/a.py" cannot be read: it is a link that leads to itself',
  ],
  [
    'an entry of an input that cannot be read',
    ['--set', 'inputs.table={ type: uri_folder, path: unreadable }'],
    'inputs.table: "lib/a.py" cannot be read',
  ],
  ['an environment without a version', ['--set', 'trial.environment=azureml:greenhouse'], 'trial.environment is'],
  [
    'a policy with bayesian',
    ['--set', 'sampling_algorithm=bayesian', '--set', 'early_termination={ type: median_stopping }'],
    'early_termination is',
  ],
  ['a local compute', ['--compute', 'local'], 'compute is "local"'],
  ['an id that is too long', ['--name', 'x'.repeat(300)], 'name is'],
  [
    'a file whose name is too long for the storage',
    ['--set', 'trial.code=long'],
    /trial\.code: ".*the storage, which takes 1024/,
  ],
])('sends nothing with %s, and names the key', async (_what, args, message) => {
  await mkdir(path.join(folder, 'empty'));
  await mkdir(path.join(folder, 'circle'));
  await symlink(path.join(folder, 'circle'), path.join(folder, 'circle', 'again'));
  await mkdir(path.join(folder, 'unreadable', 'lib'), { recursive: true });
  // Unlike a file without permissions, it cannot be read by the root user either.
  await symlink('a.py', path.join(folder, 'unreadable', 'lib', 'a.py'));
  const long = path.join(folder, 'long', ...Array.from({ length: 6 }, () => 'd'.repeat(200)));
  await mkdir(long, { recursive: true });
  await writeFile(path.join(long, 'a.py'), '');
  const { address, requests } = await startWorkspace();
  const { code, stderr } = await submit(address, ...args);
  expect(code).not.toBe(0);
  expect(stderr).toEqual(
    typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
  );
  expect(requests).toEqual([]);
});
