import { localWorkspace } from '@hyperdrive-run/local';
import { loadRuns, type RunToLoad } from '@hyperdrive-run/local/testing';

const scope = { ...localWorkspace, experimentName: 'garden' };
const day = Date.UTC(2026, 4, 1, 9);

/** The sweep that ended: three trials reached a value, one failed, one was stopped. */
export const ended = 'HD_7f3a0b12-1111-4222-8333-444444444444';
/** One that has not, over another space. */
export const running = 'HD_91c04d55-1111-4222-8333-555555555555';

interface GoldenTrial {
  readonly status: string;
  readonly rate: number;
  readonly gains: readonly number[];
  readonly error?: string | undefined;
}

function sweep(
  runId: string,
  {
    status,
    name,
    hour,
    space,
    trials,
  }: {
    readonly status: string;
    readonly name: string;
    readonly hour: number;
    readonly space: string;
    readonly trials: readonly GoldenTrial[];
  },
): RunToLoad[] {
  const begin = day + hour * 3_600_000;
  const isEnded = status === 'Completed';
  const best = trials.map(({ gains }) => Math.max(...gains));
  const winner = best.indexOf(Math.max(...best));
  const recorded: [string, string][] = isEnded
    ? [
        ['best_child_run_id', `${runId}_${winner}`],
        ['score', String(best[winner])],
      ]
    : [];
  const parent: RunToLoad = {
    scope,
    runId,
    runType: 'hyperdrive',
    status,
    displayName: name,
    startTime: new Date(begin),
    endTime: isEnded ? new Date(begin + 754_000) : undefined,
    createdTime: new Date(begin),
    properties: new Map(recorded),
    tags: new Map([
      ['_aml_system_primary_metric_config', '{"name": "gain", "goal": "maximize"}'],
      ['_aml_system_generator_config', `{"name": "RANDOM", "parameter_space": ${space}}`],
      ['_aml_system_max_total_jobs', '5'],
      ['_aml_system_max_concurrent_jobs', '2'],
      ...trials.map(({ rate }, number): [string, string] => [
        `${runId}_${number}`,
        JSON.stringify({ learning_rate: rate, layers: 1 + (number % 3), optimizer: number % 2 === 0 ? 'adam' : 'sgd' }),
      ]),
    ]),
  };
  return [parent, ...trials.map((trial, number) => trialOf(runId, trial, { number, begin }))];
}

function trialOf(
  sweepId: string,
  { status, rate, gains, error }: GoldenTrial,
  { number, begin }: { readonly number: number; readonly begin: number },
): RunToLoad {
  const start = begin + number * 60_000;
  const canceled: [string, string][] = status === 'Canceled' ? [['cancellation_reason', 'user asked for it']] : [];
  return {
    scope,
    runId: `${sweepId}_${number}`,
    parentRunId: sweepId,
    status,
    startTime: new Date(start),
    endTime: status === 'Running' ? undefined : new Date(start + 45_000 + number * 1000),
    createdTime: new Date(start),
    properties: new Map(canceled),
    error: error === undefined ? undefined : { message: error },
    files: new Map([['user_logs/std_log.txt', `rate ${rate}\n${error ?? 'done'}\n`]]),
    metricRows: gains.map((gain, step) => ({
      metricId: `${number}-${step}`,
      name: 'gain',
      metricType: 'azureml.v1.scalar',
      columns: new Map([['gain', 'double' as const]]),
      data: new Map([['gain', gain]]),
      step,
      time: new Date(start + step * 1000),
    })),
  };
}

/** Puts the two sweeps into the folder of a local service. */
export function loadGoldenRuns(home: string): void {
  const space = (most: number): string =>
    `{"learning_rate": ["uniform", [0.001, ${most}]], "layers": ["choice", [[1, 2, 3]]], "optimizer": ["choice", [["adam", "sgd"]]]}`;
  const failure = 'The command ended with exit code 3. Its output is in user_logs/std_log.txt.';
  loadRuns(home, [
    ...sweep(ended, {
      status: 'Completed',
      name: 'Roses and other plants that flower in May',
      hour: 0,
      space: space(0.5),
      trials: [
        { status: 'Completed', rate: 0.123456789, gains: [0.5, 0.75] },
        { status: 'Completed', rate: 0.05, gains: [0.5, 0.9866666666666667] },
        { status: 'Failed', rate: 0.4, gains: [], error: failure },
        { status: 'Canceled', rate: 0.31, gains: [0.25] },
        { status: 'Completed', rate: 0.2, gains: [0.75] },
      ],
    }),
    ...sweep(running, {
      status: 'Running',
      name: 'Tulips',
      hour: 24,
      space: space(1),
      trials: [
        { status: 'Completed', rate: 0.7, gains: [0.5] },
        { status: 'Running', rate: 0.6, gains: [0.25] },
      ],
    }),
  ]);
}
