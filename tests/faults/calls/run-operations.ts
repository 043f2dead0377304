import type { Run } from '@hyperdrive-run/sdk';
import { anyChild, anyRun, anySweep, filterOptions, metricNames, runObject } from './choose-arguments.js';
import type { CallContext, CallTools, FactBook, PreparedCall, ReadOperation } from './read-operation.js';

/** An operation that a sweep and its children have in common, with options that are chosen once. */
function ofAnyRun<Options extends object>(
  name: string,
  optionsOf: (context: CallContext) => Options,
  ask: (
    run: ReturnType<ReturnType<typeof anyRun>['open']>,
    options: Options & { readonly signal: AbortSignal },
    facts: FactBook,
  ) => Promise<void>,
  more: Pick<PreparedCall, 'readsBytes'> = {},
): ReadOperation {
  return {
    name,
    prepare: (context) => {
      const { id, open } = anyRun(context);
      const options = optionsOf(context);
      return {
        ...more,
        described: `${id} ${JSON.stringify(options)}`,
        make: (tools, facts) => ask(open(tools), { ...options, signal: tools.signal }, facts),
      };
    },
  };
}

const none = (): object => ({});
const refreshing = ({ random }: CallContext) => ({ refresh: random.maybe(() => random.chance(0.5)) });
const fileNames = ['outputs/model.json', 'outputs/notes/größe.txt', 'user_logs/std_log.txt', 'outputs/none'];

/** What any run can be asked. */
const commonOperations: readonly ReadOperation[] = [
  ofAnyRun('BaseRun.getStatus', refreshing, async (run, options, facts) => {
    facts.add('status', await run.getStatus(options));
  }),
  ofAnyRun('BaseRun.getDetails', none, async (run, options, facts) => {
    facts.add('details', await run.getDetails(options));
  }),
  ofAnyRun('BaseRun.getTags', none, async (run, options, facts) => {
    facts.add('tags', await run.getTags(options));
  }),
  ofAnyRun('BaseRun.getProperties', none, async (run, options, facts) => {
    facts.add('properties', await run.getProperties(options));
  }),
  ofAnyRun('BaseRun.getDetailedStatus', refreshing, async (run, options, facts) => {
    facts.add('status', await run.getDetailedStatus(options));
  }),
  ofAnyRun(
    'BaseRun.getChildren',
    ({ random }) => ({
      ...filterOptions(random),
      recursive: random.maybe(() => random.chance(0.5)),
      pageSize: random.maybe(() => random.pick([1, 2, 3])),
    }),
    async (run, options, facts) => {
      let at = 0;
      for await (const child of run.getChildren(options)) facts.add(`child ${at++}`, child);
    },
  ),
  ofAnyRun(
    'BaseRun.getLogs',
    ({ random }) => ({
      name: random.maybe(() => 'user_logs/std_log.txt'),
      follow: random.maybe(() => random.chance(0.5)),
      timeoutMs: 100,
      pollIntervalMs: 5,
      outageMs: 300,
    }),
    async (run, options, facts) => {
      for await (const { name, text } of run.getLogs(options)) facts.append(name, text);
    },
    { readsBytes: true },
  ),
  ofAnyRun(
    'BaseRun.waitForCompletion',
    ({ random }) => ({
      timeoutMs: random.pick([0, 50, 120]),
      pollIntervalMs: random.pick([1, 10]),
      outageMs: 300,
      throwOnError: random.maybe(() => random.chance(0.5)),
      until: random.maybe(() => random.pick(['terminal', 'finalizing'] as const)),
    }),
    async (run, options, facts) => {
      facts.add('run', await run.waitForCompletion(options));
    },
  ),
  ofAnyRun('BaseRun.getFileNames', none, async (run, options, facts) => {
    for await (const name of run.getFileNames(options)) facts.add(`file ${name}`, name);
  }),
  ofAnyRun(
    'BaseRun.downloadFile',
    ({ random }) => ({ name: random.pick(fileNames) }),
    async (run, { name, signal }, facts) => {
      for await (const bytes of await run.downloadFile(name, { signal })) {
        facts.append(name, Buffer.from(bytes).toString('hex'));
      }
    },
    { readsBytes: true },
  ),
];

function ofChild(
  name: string,
  prepare: (context: CallContext) => {
    readonly options: object;
    readonly ask: (run: Run, tools: CallTools, facts: FactBook) => Promise<void>;
  },
): ReadOperation {
  return {
    name,
    prepare: (context) => {
      const id = context.random.pick([anyChild(context), anyChild(context), anySweep(context)]);
      const { options, ask } = prepare(context);
      return {
        described: `${id} ${JSON.stringify(options)}`,
        make: (tools, facts) => ask(runObject(context, tools.experiment, id), tools, facts),
      };
    },
  };
}

/** What only a single run can be asked. */
const childOperations: readonly ReadOperation[] = [
  ofChild('Run.getMetrics', ({ random }) => {
    const options = { names: metricNames(random) };
    return {
      options,
      ask: async (run, { signal }, facts) => facts.add('metrics', await run.getMetrics({ ...options, signal })),
    };
  }),
  ofChild('Run.getHyperparameters', () => ({
    options: {},
    ask: async (run, { signal }, facts) => facts.add('values', await run.getHyperparameters({ signal })),
  })),
];

/** What a sweep, a child, or both can be asked. */
export const runOperations: readonly ReadOperation[] = [...commonOperations, ...childOperations];
