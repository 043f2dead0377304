import type { Metric, RunScope } from '@hyperdrive-run/core';
import { bestChildTableName } from '@hyperdrive-run/core/internal';
import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { type ChildOptions, makeSweep, type SweepFixture, scalarMetric } from '@hyperdrive-run/sdk/testing';

/** Where the sweeps are. */
export const scope = {
  subscriptionId: 's',
  resourceGroup: 'g',
  workspaceName: 'w',
  experimentName: 'faults',
} satisfies RunScope;

/** The ids of the sweeps' fixtures. */
export const sweepIds = {
  recorded: 'HD_recorded',
  table: 'HD_table',
  scanned: 'HD_scanned',
  resumed: 'HD_resumed',
  running: 'HD_running',
  nested: 'HD_nested',
  judged: 'HD_judged',
} as const;

/** Children whose best values tie, and some that have none. */
function children(metric: string, values: readonly (readonly number[])[]): ChildOptions[] {
  return values.map((list, at) => ({
    hyperparameters: new Map<string, JsonValue>([['lr', 0.1 * (at + 1)]]),
    metrics: [
      ...(list.length === 0 ? [] : [scalarMetric(metric, list)]),
      scalarMetric('other: é', [at, at / 2, at / 3]),
      ...(at === 1 ? [confusion] : []),
    ],
    arguments: ['train.py', '--lr', String(at)],
    files: at === 0 ? files : new Map(),
  }));
}

const confusion: Metric = {
  kind: 'table',
  name: 'confusion',
  columns: new Map([
    ['row', 'int'],
    ['count', 'double'],
  ]),
  rows: [1, 2, 3].map((row) => ({
    cells: new Map([
      ['row', row],
      ['count', row / 4],
    ]),
  })),
};

const files = new Map([
  ['outputs/model.json', JSON.stringify({ weights: Array.from({ length: 400 }, (_, at) => at / 7) })],
  ['outputs/notes/größe.txt', 'one\ntwo\n'],
  ['user_logs/std_log.txt', Array.from({ length: 60 }, (_, at) => `epoch ${at}: größe\n`).join('')],
]);

/** The table in which a service notes the best child, as it stands at the end. */
function tableOfBest(winner: string, value: number): Metric {
  return {
    kind: 'table',
    name: bestChildTableName,
    columns: new Map([
      ['run_id', 'string'],
      ['metric_name', 'string'],
      ['metric_value', 'double'],
      ['final', 'bool'],
    ]),
    rows: [
      {
        cells: new Map<string, string | number | boolean>([
          ['run_id', winner],
          ['metric_name', 'loss'],
          ['metric_value', value],
          ['final', true],
        ]),
      },
    ],
  };
}

const earlier = writeJson([
  new Map<string, JsonValue>([
    [
      'run_scope',
      new Map([
        ['host', 'http://never-contacted.invalid'],
        ['subscription_id', scope.subscriptionId],
        ['resource_group', scope.resourceGroup],
        ['workspace_name', scope.workspaceName],
        ['experiment_name', scope.experimentName],
      ]),
    ],
    ['run_id', sweepIds.scanned],
  ]),
]);

const bandit = '{"name":"BANDIT","properties":{"slack_factor":0.1,"evaluation_interval":1,"delay_evaluation":0}}';

/** Values with ties for the best, at both ends of the listing. */
const tiedValues = [[0.5, 0.9], [0.9], [], [0.2, 0.4], [0.9, 0.1], [Number.NaN], [0.7], [0.3], [0.9], [0.6]];

/** A child of the nested sweep, with two runs below it. */
function nestedSweep(): SweepFixture {
  const top = makeSweep({ scope, runId: sweepIds.nested, children: children('accuracy', [[0.1], [0.6]]) });
  const below = makeSweep({
    scope,
    runId: `${sweepIds.nested}_0`,
    children: children('accuracy', [[0.4], [0.5]]),
  }).children.map((run) => ({ ...run, record: { ...run.record, rootRunId: sweepIds.nested } }));
  return { ...top, children: [...top.children, ...below] };
}

/** The sweeps of every world: recorded winners, scans with ties, resumed, running, nested and judged ones. */
export function sweeps(): SweepFixture[] {
  const statuses = ['Completed', 'Failed', 'Completed', 'Canceled', 'Completed'] as const;
  const tied = children('accuracy', tiedValues).map((child, at) => ({ ...child, status: statuses[at % 5] }));
  return [
    makeSweep({ scope, runId: sweepIds.scanned, children: [...tied, { hidden: true }] }),
    makeSweep({
      scope,
      runId: sweepIds.recorded,
      // Not the extreme: whoever compares in its place finds another one.
      properties: new Map([
        ['best_child_run_id', `${sweepIds.recorded}_3`],
        ['score', '0.4'],
      ]),
      children: tied,
    }),
    makeSweep({
      scope,
      runId: sweepIds.table,
      primaryMetricName: 'loss',
      goal: 'minimize',
      metrics: [tableOfBest(`${sweepIds.table}_1`, 0.6)],
      children: children('loss', [[0.7], [0.6], [0.2, 0.1]]),
    }),
    makeSweep({
      scope,
      runId: sweepIds.resumed,
      properties: new Map([['resume_from', earlier]]),
      children: children('accuracy', [[0.1], [0.8]]).map(({ hyperparameters: _, ...child }) => child),
    }),
    makeSweep({
      scope,
      runId: sweepIds.running,
      status: 'Running',
      children: tied.map((child, at) => ({ ...child, status: at % 2 === 0 ? 'Running' : 'Completed' })),
    }),
    nestedSweep(),
    makeSweep({
      scope,
      runId: sweepIds.judged,
      tags: new Map([['_aml_system_policy_config', bandit]]),
      children: children('accuracy', [
        [0.5, 0.6],
        [0.1, 0.2],
        [0.4, 0.9],
      ]),
    }),
  ];
}
