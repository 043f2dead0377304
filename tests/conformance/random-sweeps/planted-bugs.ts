import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { HyperDriveRun } from '@hyperdrive-run/sdk';
import type { Answers, Flags } from './answers.js';
import { runsPerPage } from './page-sizes.js';

/** A client with a bug: its answers where they are wrong. */
export type Bug = (run: HyperDriveRun, flags: Flags, right: Answers) => Partial<Answers>;

/** Mistakes that clients of sweeps have made, or that are easily made. The comparison must find each of them. */
export const plantedBugs: Readonly<Record<string, Bug>> = {
  'turns ties round when the order is reversed': (run, flags) => ({
    children_sorted: async () => {
      if (!flags.reverse) return rowsOf(run, flags);
      const all = rows(await rowsOf(run, { ...flags, reverse: false, top: 0 }));
      const turned = [...all.filter(hasValue).toReversed(), ...all.filter((row) => !hasValue(row))];
      return flags.top === 0 ? turned : turned.slice(0, flags.top);
    },
  }),
  'takes 0 for no value': (run, flags) => ({
    children_sorted: async () =>
      rows(await rowsOf(run, flags)).map((row) =>
        Number(row[1]) === 0 ? [row[0] ?? null, null, row[2] ?? null] : row,
      ),
  }),
  'reads the first page only': (_run, _flags, right) => ({
    children: async () => rows(await right.children()).slice(0, runsPerPage),
  }),
  'lists the runs of a page twice': (_run, _flags, right) => ({
    children: async () => {
      const all = rows(await right.children());
      return [...all, ...all.slice(0, runsPerPage)];
    },
  }),
  'takes no account of capitals in a status': (_run, flags, right) => ({
    children_of_status: async () =>
      rows(await right.children()).filter(([, status]) => textOf(status).toLowerCase() === flags.status.toLowerCase()),
  }),
  'answers that everything can be canceled': (_run, _flags, right) => ({
    cancel: async () => {
      const answer = await right.cancel();
      return isJsonArray(answer) ? ['accepted', ...answer.slice(1)] : answer;
    },
  }),
  'answers one child too many for top': (run, flags) => ({
    children_sorted: () => rowsOf(run, { ...flags, top: flags.top === 0 ? 0 : flags.top + 1 }),
  }),
  'breaks ties by the id': (run, flags) => ({
    children_sorted: async () => {
      const all = rows(await rowsOf(run, { ...flags, top: 0 }));
      const sorted = all.toSorted((a, b) => (a[1] === b[1] ? textOf(a[0]).localeCompare(textOf(b[0])) : 0));
      return flags.top === 0 ? sorted : sorted.slice(0, flags.top);
    },
  }),
  'ranks by the last value instead of the best': (run, flags) => ({
    children_sorted: async () => toRows(await run.getChildrenSortedByPrimaryMetric({ ...flags, scope: 'last' })),
  }),
  'sorts ascending whatever the goal': (run, flags) => ({
    children_sorted: () =>
      rowsOf(run, {
        ...flags,
        reverse: run.hyperdriveConfig.primaryMetricGoal === 'maximize' ? !flags.reverse : flags.reverse,
      }),
  }),
  'lets children without the metric come first when reversed': (run, flags) => ({
    children_sorted: async () => {
      const all = rows(await rowsOf(run, flags));
      if (!flags.reverse) return all;
      return [...all.filter((row) => !hasValue(row)), ...all.filter(hasValue)];
    },
  }),
  'ignores discardNoMetric': (run, flags) => ({
    children_sorted: () => rowsOf(run, { ...flags, discardNoMetric: false }),
  }),
  'never lets a failed run win': (run, flags) => ({
    best_run: async () => (await run.getBestRunByPrimaryMetric({ ...flags, includeFailed: false }))?.id ?? null,
  }),
  'ignores includeCanceled': (run, flags) => ({
    best_run: async () => (await run.getBestRunByPrimaryMetric({ ...flags, includeCanceled: true }))?.id ?? null,
  }),
  'ignores what the service recorded': (run) => ({
    best_run: async () => {
      const [best] = await run.getChildrenSortedByPrimaryMetric({ top: 1, discardNoMetric: true });
      return best?.runId ?? null;
    },
  }),
  'knows nothing of resumed sweeps': (run, flags) => ({
    best_run: async () => (await run.getBestRunByPrimaryMetric({ ...flags, includeResumeFromRuns: false }))?.id ?? null,
  }),
  'mixes up the limits': (_run, _flags, right) => ({
    config: async () => {
      const config = await right.config();
      return isJsonArray(config) ? config.toReversed() : config;
    },
  }),
  'drops infinities': (run, flags) => ({
    children_sorted: async () =>
      rows(await rowsOf(run, flags)).filter(([, value]) => typeof value !== 'number' || Number.isFinite(value)),
  }),
  'gives a value that was logged once as a list': (_run, _flags, right) => ({
    metrics: async () => mapMetrics(await right.metrics(), (metric) => (isJsonArray(metric) ? metric : [metric])),
  }),
  'leaves out the preparation child': (_run, _flags, right) => ({
    children: async () => rows(await right.children()).filter(([id]) => !textOf(id).endsWith('_preparation')),
  }),
  'knows no tags without a prefix': (run) => ({
    hyperparameters: async () => {
      const sources = await run.getHyperparameterSources();
      const prefixed = [...sources].filter(([, { source }]) => source !== 'parent-tag');
      return new Map(prefixed.map(([id, { values }]) => [id, values]));
    },
  }),
};

type Row = readonly JsonValue[];

function rows(value: JsonValue): Row[] {
  return isJsonArray(value) ? value.filter(isJsonArray) : [];
}

function textOf(cell: JsonValue | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

function hasValue(row: Row): boolean {
  return row[1] !== null;
}

async function rowsOf(run: HyperDriveRun, flags: Flags): Promise<JsonValue> {
  return toRows(await run.getChildrenSortedByPrimaryMetric(flags));
}

function toRows(children: Awaited<ReturnType<HyperDriveRun['getChildrenSortedByPrimaryMetric']>>): JsonValue {
  return children.map(({ runId, bestPrimaryMetric, status }) => [runId, bestPrimaryMetric ?? null, status]);
}

function mapMetrics(value: JsonValue, map: (metric: JsonValue) => JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  return new Map(
    [...value].map(([id, metrics]) => [
      id,
      isJsonObject(metrics) ? new Map([...metrics].map(([name, metric]) => [name, map(metric)])) : metrics,
    ]),
  );
}
