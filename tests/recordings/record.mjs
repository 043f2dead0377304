#!/usr/bin/env node
// Runs the real Python libraries against a made-up service and writes down what they say to each other.
//
//   node tests/recordings/record.mjs            writes the five python-*.json beside this file
//
// See README.md for what each file is. Long because it is one script, read from top to bottom, that nobody imports.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ensurePythonEnvironment } from '../conformance/python/make-environment.mjs';
import { errorResponse, makeService } from './made-up-service.mjs';
import { ids, metric, scope } from './made-up-sweeps.mjs';
import { asSpelled, makeTextNormaliser, normaliseExchanges, toText } from './normalise.mjs';
import { startRecordingServer } from './recording-server.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const knownText = (await readFile(path.join(here, 'made-up-sweeps.mjs'), 'utf8')) + JSON.stringify(scope);

const environment = await ensurePythonEnvironment();
if ('notRun' in environment) {
  console.error(environment.notRun);
  process.exit(1);
}
const { python } = environment;

await recordHyperDriveRun();
await recordTrainingScript();
await recordConfigs();

async function recordHyperDriveRun() {
  const { server, service } = await startService();
  const worker = startLines(python, [path.join(here, '../conformance/python/worker.py')], process.env);
  /** @type {{ step: string, op: string, args: unknown, answer: any }[]} */
  const answers = [];
  let requestId = 0;

  /**
   * @param {string} step
   * @param {string} op
   * @param {Record<string, unknown>} args
   */
  async function call(step, op, args) {
    server.step = step;
    worker.write(JSON.stringify({ id: (requestId += 1), op, args }));
    const { id, ...answer } = JSON.parse(await worker.read());
    if (id !== requestId) throw new Error(`${step}: answer ${id} to request ${requestId}`);
    answers.push({
      step,
      op,
      args: { ...args, ...('token' in args ? { token: 'REDACTED' } : {}) },
      answer: withoutWording(answer),
    });
    return answer;
  }

  /** @param {string} step @param {string} runId @param {Partial<typeof scope>} [where] */
  async function open(step, runId, where = {}) {
    const { value } = await call(step, 'open', {
      address: server.address,
      token: fakeToken(),
      runId,
      subscription: scope.subscription,
      group: scope.group,
      workspace: scope.workspace,
      workspaceId: scope.workspaceId,
      experiment: scope.experiment,
      experimentId: scope.experimentId,
      ...where,
    });
    return { handle: value };
  }

  const main = await open('open', ids.main);
  await call('status', 'status', main);
  await call('config', 'config', main);
  await call('hyperparameters', 'hyperparameters', main);
  await call('children', 'children', main);
  await call('children: only Completed', 'children', { ...main, status: 'Completed' });
  await call('children: recursive', 'children', { ...main, recursive: true });
  const sorted = await call('children_sorted', 'children_sorted', main);
  await call('children_sorted: top 2, reverse', 'children_sorted', { ...main, top: 2, reverse: true });
  await call('children_sorted: discard_no_metric', 'children_sorted', { ...main, discard_no_metric: true });
  const bestResumed = await call('best_run: with the resumed sweep', 'best_run', main);
  const bestRecorded = await call('best_run: this sweep only', 'best_run', {
    ...main,
    include_resume_from_runs: false,
  });
  const bestScanned = await call('best_run: this sweep only, no failed', 'best_run', {
    ...main,
    include_resume_from_runs: false,
    include_failed: false,
  });
  const metrics = await call('metrics', 'metrics', main);
  await call('details', 'details', main);
  const cancelled = await call('cancel', 'cancel', main);
  await call('fail', 'fail', main);
  await call('get_diagnostics', 'get_diagnostics', main);

  const older = await open('older: open', ids.older, {
    experiment: scope.olderExperiment,
    experimentId: scope.olderExperimentId,
  });
  await call('older: config', 'config', older);
  await call('older: hyperparameters', 'hyperparameters', older);
  await call('older: best_run (table of one row)', 'best_run', older);

  const odd = await open('odd: open', ids.odd);
  await call('odd: status (not final: asked again)', 'status', odd);
  await call('odd: children_sorted', 'children_sorted', odd);
  await call('odd: best_run', 'best_run', odd);
  await call('odd: metrics', 'metrics', odd);

  // Errors: each with another answer in the place of the usual one.
  /** @param {string} part @param {import('./recording-server.mjs').RecordedResponse} response @param {() => Promise<unknown>} act */
  async function instead(part, response, act) {
    service.instead.set(part, response);
    await act();
    service.instead.delete(part);
  }
  await open('error: open an unknown run', 'HD_00000000-0000-4000-a000-000000000000');
  await open('error: open a run that is no sweep', `${ids.main}_0`);
  await instead(`/runs/${ids.main}/cancel`, { status: 404, body: { code: 404, message: 'No such run' } }, () =>
    call('error: cancel, 404', 'cancel', main),
  );
  await instead(`/runs/${ids.main}/cancel`, { status: 400, body: { code: 400, message: 'The run has ended' } }, () =>
    call('error: cancel, 400', 'cancel', main),
  );
  await instead(`/runs/${ids.main}/cancel`, { status: 200, body: {} }, () =>
    call('error: cancel, 200 with an empty object', 'cancel', main),
  );
  await instead(`/runs/${ids.main}/cancel`, { status: 200 }, () =>
    call('error: cancel, 200 without a body', 'cancel', main),
  );
  await instead(`/runs/${ids.main}/cancel`, { status: 202, body: { code: 202, result: 'later' } }, () =>
    call('error: cancel, 202', 'cancel', main),
  );
  await instead(`/runs/${ids.main}_1/full`, errorResponse(500, 'ServiceError', 'Something broke'), () =>
    call('error: children_sorted, one metric answers 500', 'children_sorted', main),
  );
  await instead(`/runs/${ids.main}_1/list`, errorResponse(500, 'ServiceError', 'Something broke'), () =>
    call('error: metrics, one list answers 500', 'metrics', main),
  );
  await instead(`/runs/${ids.main}/list`, errorResponse(500, 'ServiceError', 'Something broke'), () =>
    call("error: best_run, the parent's list answers 500", 'best_run', { ...main, include_resume_from_runs: false }),
  );
  await instead(`/runs/${ids.main}/full`, errorResponse(500, 'ServiceError', 'Something broke'), () =>
    call("error: best_run, the parent's table answers 500", 'best_run', { ...main, include_resume_from_runs: false }),
  );
  await instead(`/runs/${ids.older}`, errorResponse(404, 'UserError', 'Gone'), () =>
    call('error: best_run, the resumed sweep is gone', 'best_run', main),
  );
  await instead(`/runs/${ids.main}`, errorResponse(401, 'UserError', 'Who are you?'), () =>
    call('error: children, 401', 'children', main),
  );
  const table = { accuracy: 'double', at: 'int' };
  await instead(
    `/runs/${ids.main}_1/full`,
    {
      status: 200,
      body: {
        dataContainerId: 'd',
        continuationToken: null,
        ...metric('accuracy', 'azureml.v1.table', table, [{ accuracy: 1, at: 1 }]),
      },
    },
    () => call('error: children_sorted, one child logged a table', 'children_sorted', main),
  );
  await instead(
    `/runs/${ids.main}_1/full`,
    {
      status: 200,
      body: {
        dataContainerId: 'd',
        continuationToken: null,
        ...metric('accuracy', 'azureml.v1.scalar', { accuracy: 'string' }, [{ accuracy: 'high' }]),
      },
    },
    () => call('error: children_sorted, one child logged text', 'children_sorted', main),
  );
  await instead(
    `/runs/${ids.main}_1/full`,
    {
      status: 200,
      body: {
        dataContainerId: 'd',
        continuationToken: null,
        ...metric('accuracy', 'azureml.v1.scalar', { accuracy: 'double' }, [{ accuracy: 'high' }]),
      },
    },
    () => call('error: children_sorted, text in a double column', 'children_sorted', main),
  );
  await call('error: children_sorted, top -1', 'children_sorted', { ...main, top: -1 });
  await call('quit', 'quit', {});
  await worker.ended;
  await server.close();

  const expected = ['2', '1', '0', '4', '3'].map((n) => `${ids.main}_${n}`);
  check(
    'sorted children',
    sorted.value?.map((/** @type {any} */ child) => child.run_id),
    expected,
  );
  check('best with the resumed sweep', bestResumed.value, `${ids.older}_1`);
  check('best of the table', bestRecorded.value, `${ids.main}_2`);
  check('best by scan', bestScanned.value, `${ids.main}_1`);
  check('values of a paged metric', metrics.value?.[`${ids.main}_0`]?.accuracy, [0.71, 0.84, 0.79]);
  check('cancelled', cancelled.value?.truthy, true);

  const context = { address: server.address, knownText };
  await write('python-hyperdrive-run.json', normaliseExchanges(server.exchanges, context));
  const normalised = makeTextNormaliser(context)(JSON.stringify(answers));
  await write('python-hyperdrive-answers.json', JSON.parse(normalised));
}

async function recordTrainingScript() {
  const { server } = await startService();
  const home = await mkdtemp(path.join(tmpdir(), 'hyperdrive-recording-'));
  const runId = `${ids.odd}_1`;
  const script = startLines(python, [path.join(here, 'training_script.py')], {
    PATH: process.env['PATH'],
    HOME: home,
    NO_PROXY: '*',
    PYTHONHASHSEED: '0',
    AZUREML_RUN_ID: runId,
    AZUREML_ARM_SUBSCRIPTION: scope.subscription,
    AZUREML_ARM_RESOURCEGROUP: scope.group,
    AZUREML_ARM_WORKSPACE_NAME: scope.workspace,
    AZUREML_ARM_PROJECT_NAME: scope.experiment,
    AZUREML_EXPERIMENT_ID: scope.experimentId,
    AZUREML_WORKSPACE_ID: scope.workspaceId,
    AZUREML_SERVICE_ENDPOINT: server.address,
    AZUREML_DISCOVERY_SERVICE_ENDPOINT: `${server.address}/discovery`,
    AZUREML_RUN_TOKEN: fakeToken(),
    AZUREML_RUN_TOKEN_EXPIRY: '2100-01-01T00:00:00.000Z',
  });
  const steps = [];
  for (;;) {
    const line = await script.read().catch(() => undefined);
    if (line === undefined) break;
    if (!line.startsWith('STEP ')) continue;
    server.step = line.slice('STEP '.length);
    steps.push(server.step);
    script.write('go on');
  }
  const code = await script.ended;
  await server.close();
  await rm(home, { recursive: true, force: true });
  check('exit code of the training script', code, 0);
  check('last step of the training script', steps.at(-1), 'end of the script');
  await write(
    'python-training-script.json',
    normaliseExchanges(server.exchanges, { address: server.address, knownText }),
  );
}

async function recordConfigs() {
  const { server } = await startService();
  const home = await mkdtemp(path.join(tmpdir(), 'hyperdrive-recording-'));
  const script = startLines(python, [path.join(here, 'record_configs.py')], {
    PATH: process.env['PATH'],
    HOME: home,
    NO_PROXY: '*',
    PYTHONHASHSEED: '0',
    RECORDING: JSON.stringify({ address: server.address, token: fakeToken(), ...scope, ids }),
  });
  const configs = [];
  for (;;) {
    const line = await script.read().catch(() => undefined);
    if (line === undefined) break;
    if (line.startsWith('STEP ')) {
      server.step = line.slice('STEP '.length);
      script.write('go on');
    } else if (line.startsWith('{')) configs.push(line);
  }
  const code = await script.ended;
  await server.close();
  await rm(home, { recursive: true, force: true });
  check('exit code of record_configs.py', code, 0);
  const context = { address: server.address, knownText };
  const normalise = makeTextNormaliser(context);
  await write(
    'python-hyperdrive-config.json',
    configs.map((line) => asSpelled(normalise(line))),
  );
  const submits = normaliseExchanges(
    server.exchanges.filter(({ step }) => step.startsWith('submit: ')),
    context,
  );
  check(
    'submits that reached the service',
    submits.some(({ request }) => request.path.startsWith('/hyperdrive/')),
    true,
  );
  await write('python-hyperdrive-submit.json', submits);
}

/**
 * Which error, and how many warnings; the wording belongs to the libraries, and stays there.
 * @param {any} answer
 */
function withoutWording({ error, warnings, ...rest }) {
  return {
    ...rest,
    ...(error === undefined ? {} : { error: error.type }),
    ...(warnings.length === 0 ? {} : { warnings: warnings.length }),
  };
}

async function startService() {
  let address = '';
  const service = makeService(() => address);
  const server = await startRecordingServer((request) => service.respond(request));
  address = server.address;
  return { server, service };
}

/** A JSON web token that parses; nobody signed it. */
function fakeToken() {
  const part = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ exp: 4102444800, tid: 'nobody' })}.${part('unsigned')}`;
}

/**
 * A process that talks in lines.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function startLines(command, args, env) {
  const child = spawn(command, args, { env, cwd: here, stdio: ['pipe', 'pipe', 'pipe'] });
  let noise = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (noise += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise((resolve) =>
    child.on('close', (code) => {
      if (code !== 0 || process.env['SHOW_STDERR'] !== undefined)
        console.error(noise.split('\n').slice(-60).join('\n'));
      resolve(code);
    }),
  );
  return {
    ended,
    /** @param {string} line */
    write(line) {
      child.stdin.write(`${line}\n`);
    },
    async read() {
      const next = await lines.next();
      if (next.done) throw new Error(`${args[0]} ended early`);
      return next.value;
    },
  };
}

/** @param {string} what @param {unknown} actual @param {unknown} expected */
function check(what, actual, expected) {
  if (JSON.stringify(actual) === JSON.stringify(expected)) return;
  console.error(`${what}: ${JSON.stringify(actual)}, but ${JSON.stringify(expected)} was expected`);
  process.exitCode = 1;
}

/** @param {string} name @param {unknown[]} value */
async function write(name, value) {
  const text = toText(value);
  await writeFile(path.join(here, name), text);
  console.log(`${name}: ${value.length} entries, ${Math.ceil(text.length / 1000)} kB`);
}
