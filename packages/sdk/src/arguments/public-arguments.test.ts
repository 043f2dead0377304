import { HyperDriveConfigError, InvalidArgumentError } from '@hyperdrive-run/core';
import { HyperDriveConfig, RandomParameterSampling, uniform } from '@hyperdrive-run/core/config';
import { describe, expect, it } from 'vitest';
import * as sdk from '../index.js';
import { contractScope as scope } from '../testing/contract-scope.js';
import { InMemoryBackend } from '../testing/in-memory-backend.js';
import { makeSweep } from '../testing/sweep-fixture.js';

const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1', children: [{}] })]);
const workspace = new sdk.Workspace(backend);
const experiment = workspace.experiment();
const config = new HyperDriveConfig({
  runConfig: { command: 'python train.py' },
  hyperparameterSampling: new RandomParameterSampling({ lr: uniform(0, 1) }),
  primaryMetricName: 'accuracy',
  primaryMetricGoal: 'maximize',
  maxTotalRuns: 1,
});
const sweep = new sdk.HyperDriveRun(experiment, 'HD_1', config);
const run = new sdk.Run(experiment, 'HD_1_0');
const unanswered = {
  fetch: () => Promise.reject(new Error('The network is not used here.')),
  retry: { budgetMs: 0, connectBudgetMs: 0 },
};
const address = 'azureml+http://127.0.0.1:1/subscriptions/s/resourceGroups/g/workspaces/w';

/** A call up to its options, and options with which it ends without a network. */
interface Call {
  readonly name: string;
  readonly call: (...args: readonly unknown[]) => unknown;
  readonly args: readonly unknown[];
  readonly options?: object;
}

/** A method of a class, called on an object of it. */
function method(owner: object, name: string, ...args: readonly unknown[]): Call {
  const ownerName = Object.getPrototypeOf(owner).constructor.name;
  return methodNamed(`${String(ownerName)}.${name}`, owner, name, args);
}

function methodNamed(shown: string, owner: object, name: string, args: readonly unknown[]): Call {
  const called: unknown = Reflect.get(owner, name);
  if (typeof called !== 'function') throw new Error(`${shown} is no method.`);
  return { name: shown, call: (...all) => Reflect.apply(called, owner, all), args };
}

function free(name: string, args: readonly unknown[], options: object = {}): Call {
  return { ...methodNamed(name, sdk, name, args), options };
}

const jobToSubmit = {
  config,
  job: { trial: {}, inputs: new Map() },
  files: { list: () => undefined, createHash: () => undefined },
};

/** Those that take options, with what comes before them. */
const calls: readonly Call[] = [
  method(run, 'getStatus'),
  method(run, 'getDetails'),
  method(run, 'getTags'),
  method(run, 'getProperties'),
  method(run, 'getDetailedStatus'),
  method(run, 'getChildren'),
  method(run, 'getLogs'),
  method(run, 'waitForCompletion'),
  method(run, 'setTags', { a: 'b' }),
  method(run, 'removeTags', ['a']),
  method(run, 'addProperties', { a: 'b' }),
  method(run, 'setDisplayName', 'name'),
  method(run, 'setDescription', 'words'),
  method(run, 'getFileNames'),
  method(run, 'downloadFile', 'name'),
  method(run, 'getMetrics'),
  method(run, 'getHyperparameters'),
  method(run, 'cancel'),
  method(run, 'archive'),
  method(run, 'restore'),
  methodNamed('HyperDriveRun.load', sdk.HyperDriveRun, 'load', [experiment, 'HD_1']),
  method(sweep, 'cancel'),
  method(sweep, 'getBestRunByPrimaryMetric'),
  method(sweep, 'findBestRun'),
  method(sweep, 'explainBestRun'),
  method(sweep, 'explainEarlyTermination', 'HD_1_0'),
  method(sweep, 'getChildrenSortedByPrimaryMetric'),
  method(sweep, 'countTrials'),
  method(sweep, 'getHyperparameters'),
  method(sweep, 'getHyperparameterSources'),
  method(sweep, 'getMetrics'),
  method(sweep, 'streamMetrics'),
  method(sweep, 'watch'),
  method(experiment, 'submit', config),
  method(experiment, 'planSubmit', jobToSubmit),
  method(experiment, 'listSweeps'),
  method(experiment, 'getRun', 'HD_1'),
  method(experiment, 'loadAsSweep'),
  method(workspace, 'listSweeps'),
  method(workspace, 'getRun', 'HD_1'),
  free('connect', [address]),
  free('copyToMlflow', [sweep, 'mlflow+http://127.0.0.1:1'], unanswered),
  free('exportSnapshot', [sweep]),
  free('readWholeSweep', [sweep]),
];

/** Those that take none. `fetchRecord` is for those who extend the class. */
const withoutOptions = [
  'getPortalUrl',
  'fetchRecord',
  'fail',
  'getDiagnostics',
  'experiment',
  'openSnapshot',
  'sweepTargetOf',
];

/** What an argument before the options is refused for. */
const wrongArguments: readonly (readonly [string, Call, readonly unknown[]])[] = [
  [
    'experiment',
    methodNamed('HyperDriveRun.load', sdk.HyperDriveRun, 'load', ['HD_1']),
    [undefined, null, 5, 'x', [], {}],
  ],
  ['experiment', constructor(sdk.HyperDriveRun, 'HD_1', config), [undefined, null, 5, 'x', [], {}]],
  ['experiment', constructor(sdk.Run, 'HD_1_0'), [undefined, null, 5, 'x', [], {}]],
  ['hyperdriveConfig', after(constructor(sdk.HyperDriveRun), experiment, 'HD_1'), [undefined, null, 5, 'x', [], {}]],
  ['known', after(constructor(sdk.HyperDriveRun), experiment, 'HD_1', config), [null, 5, 'x', []]],
  ['known', after(constructor(sdk.Run), experiment, 'HD_1_0'), [null, 5, 'x', []]],
  ['runId', after(constructor(sdk.HyperDriveRun), experiment), [undefined, null, 5, '', []]],
  ['runId', after(constructor(sdk.Run), experiment), [undefined, null, 5, '', []]],
  ['runId', method(sweep, 'explainEarlyTermination'), [undefined, null, 5, '', []]],
  ['runId', method(experiment, 'getRun'), [undefined, null, 5, '', []]],
  ['runId', method(workspace, 'getRun'), [undefined, null, 5, '', []]],
  ['backend', constructor(sdk.Workspace), [undefined, null, 5, 'x', [], {}]],
  ['backend', constructor(sdk.Experiment, 'name'), [undefined, null, 5, 'x', [], {}]],
  ['name', after(constructor(sdk.Experiment), backend), [undefined, null, 5, []]],
  ['experiment name', method(workspace, 'experiment'), [null, 5, '', []]],
  ['config', method(experiment, 'submit'), [undefined, null, 5, 'x', [], {}]],
  ['sweep', method(experiment, 'planSubmit'), [undefined, null, 5, 'x', []]],
  ['tags', method(run, 'setTags'), [undefined, null, 5, 'x', ['a']]],
  ['names', method(run, 'removeTags'), [undefined, null, 5, 'x', {}]],
  ['properties', method(run, 'addProperties'), [undefined, null, 5, 'x', ['a']]],
  ['displayName', method(run, 'setDisplayName'), [undefined, null, 5, '', []]],
  ['description', method(run, 'setDescription'), [undefined, null, 5, []]],
  ['name', method(run, 'downloadFile'), [undefined, null, 5, '', []]],
  ['uri', free('connect', []), [undefined, null, 5, '', []]],
  ['uri', free('copyToMlflow', [sweep]), [undefined, null, 5, '', []]],
  ['uri', free('sweepTargetOf', []), [undefined, null, 5, []]],
  ['sweep', free('copyToMlflow', []), [undefined, null, 5, 'x', [], {}, run]],
  ['sweep', free('exportSnapshot', []), [undefined, null, 5, 'x', [], {}, run]],
  ['sweep', free('readWholeSweep', []), [undefined, null, 5, 'x', [], {}, run]],
  ['source', free('openSnapshot', []), [undefined, null, 5, {}, []]],
];

/** A constructor that is called with a first argument, and then with these. */
function constructor(made: new (...args: never[]) => object, ...rest: readonly unknown[]): Call {
  return { name: `new ${made.name}`, call: (...args) => Reflect.construct(made, [...args, ...rest]), args: [] };
}

/** The same call with these arguments first. */
function after({ name, call }: Call, ...args: readonly unknown[]): Call {
  return { name, call, args };
}

/** What a call rejects with; of what yields, when it is asked for the first item. */
async function failureOf({ call, args }: Call, ...rest: readonly unknown[]): Promise<unknown> {
  try {
    const result: unknown = await call(...args, ...rest);
    if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result) {
      const iterate: unknown = result[Symbol.asyncIterator];
      if (typeof iterate !== 'function') throw new Error('What yields has no iterator.');
      const iterator: unknown = Reflect.apply(iterate, result, []);
      if (
        typeof iterator === 'object' &&
        iterator !== null &&
        'next' in iterator &&
        typeof iterator.next === 'function'
      ) {
        await Reflect.apply(iterator.next, iterator, []);
      }
    }
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The option that an error names, where it is the typed one. */
function refusedOption(error: unknown): string | undefined {
  if (InvalidArgumentError.isInstance(error)) return error.option;
  return HyperDriveConfigError.isInstance(error) ? error.violations.map(({ path }) => path).join() : undefined;
}

describe('the arguments of public methods', () => {
  it('are in this table, of all methods and functions that there are', () => {
    const methodsOf = (owner: object): string[] =>
      Object.entries(Object.getOwnPropertyDescriptors(owner)).flatMap(([name, { value }]) =>
        typeof value === 'function' && !['constructor', 'prototype', 'toJSON'].includes(name) ? [name] : [],
      );
    const classes = [sdk.BaseRun, sdk.Run, sdk.HyperDriveRun, sdk.Experiment, sdk.Workspace];
    const members = classes.flatMap((one) => [...methodsOf(one), ...methodsOf(one.prototype)]);
    const own = ['connect', 'copyToMlflow', 'exportSnapshot', 'openSnapshot', 'readWholeSweep', 'sweepTargetOf'];
    const listed = [...calls.map(({ name }) => name.replace(/^.*\./, '')), ...withoutOptions];
    expect([...new Set(listed)].toSorted()).toEqual([...new Set([...members, ...own])].toSorted());
  });

  it.each(calls)('$name wants an object of options, and says so', async (call) => {
    for (const options of [null, 5, 'x', [], () => undefined]) {
      expect(refusedOption(await failureOf(call, options)), JSON.stringify(options)).toBe('options');
    }
  });

  it.each(calls.filter(({ name }) => name !== 'connect'))('$name wants an AbortSignal as signal', async (call) => {
    for (const signal of [null, 5, 'x', [], {}]) {
      expect(refusedOption(await failureOf(call, { ...call.options, signal }))).toBe('signal');
    }
  });

  it.each(calls)('$name passes over an option that it does not know, and takes none', async (call) => {
    expect(refusedOption(await failureOf(call, { ...call.options, colour: 'red' }))).toBeUndefined();
    expect(refusedOption(await failureOf(call, { ...call.options, signal: undefined }))).toBeUndefined();
  });

  it.each(wrongArguments)('%s is checked by $1.name', async (option, call, refused) => {
    for (const value of refused) {
      const error = await failureOf(call, value);
      expect([refusedOption(error), String(error)], JSON.stringify(value)).toEqual([
        option,
        expect.stringContaining('takes'),
      ]);
    }
  });

  it('of the constructor without a config point to load', async () => {
    const error = await failureOf(constructor(sdk.HyperDriveRun), experiment, 'HD_1');
    expect(InvalidArgumentError.isInstance(error) && error.hint).toContain('HyperDriveRun.load(experiment, runId)');
  });
});

/** Each option of a call with a value that it does not take. */
const wrongOptions: readonly (readonly [Call, Readonly<Record<string, unknown>>])[] = [
  [method(run, 'getStatus'), { refresh: 1 }],
  [method(run, 'getDetailedStatus'), { refresh: 'no' }],
  [method(run, 'getChildren'), { status: 5, type: 5, tags: 5, properties: [], recursive: 1, pageSize: 0 }],
  [method(run, 'getLogs'), { name: 5, follow: 1, timeoutMs: 0, pollIntervalMs: '1', outageMs: -1 }],
  [method(run, 'waitForCompletion'), { onUpdate: 1, throwOnError: 1, until: 'end', timeoutMs: 0, outageMs: null }],
  [method(run, 'getMetrics'), { names: 'loss' }],
  [
    methodNamed('HyperDriveRun.load', sdk.HyperDriveRun, 'load', [experiment, 'HD_1']),
    { onWarning: 1, primaryMetric: 5 },
  ],
  [
    method(sweep, 'findBestRun'),
    {
      includeFailed: 1,
      includeCanceled: 0,
      includeResumeFromRuns: 'x',
      onProvisional: {},
      scope: 'first',
      onUnreadable: 1,
    },
  ],
  [method(sweep, 'explainEarlyTermination', 'HD_1_0'), { onUnreadable: 'ignore' }],
  [
    method(sweep, 'getChildrenSortedByPrimaryMetric'),
    { top: 1.5, reverse: 1, discardNoMetric: 'x', scope: 5, onUnreadable: true, onWarning: 'x' },
  ],
  [method(sweep, 'getHyperparameters'), { onWarning: 5 }],
  [method(sweep, 'getMetrics'), { names: 5, runIds: 'HD_1_0', onUnreadable: [] }],
  [method(sweep, 'watch'), { pageSize: '5', onUnreadable: 5, pollIntervalMs: 0 }],
  [method(experiment, 'listSweeps'), { status: {}, type: [], tags: 1, properties: null }],
  [method(workspace, 'listSweeps'), { status: 1 }],
  [free('exportSnapshot', [sweep]), { files: 1, onWarning: 1 }],
  [
    free('copyToMlflow', [sweep, 'mlflow+http://127.0.0.1:1']),
    { credential: 5, fetch: 5, retry: 5, userAgentSuffix: 5, experiment: '', onWarning: 5, onProgress: 5 },
  ],
];

describe('options of public methods', () => {
  it.each(wrongOptions)('of $0.name are each checked before anything is asked', async (call, options) => {
    for (const [name, value] of Object.entries(options)) {
      expect(refusedOption(await failureOf(call, { [name]: value }))).toBe(name);
    }
  });
});
