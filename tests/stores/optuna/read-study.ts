import type { Metric, PrimaryMetric, RunRecord } from '@hyperdrive-run/core';
import { type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { HyperDriveRun, Workspace } from '@hyperdrive-run/sdk';
import { paretoFrontOf } from '@hyperdrive-run/sdk/pareto';
import { type StudyView, show } from './expected-study.js';

/** A study as the packages of this project read it. */
export async function readStudy(
  backend: SweepBackend,
  name: string,
  objectives: readonly PrimaryMetric[],
): Promise<StudyView> {
  const workspace = new Workspace(backend);
  const sweep = await workspace.getRun(name);
  if (!(sweep instanceof HyperDriveRun)) throw new Error(`${name} is no sweep`);
  const record = await backend.getRun(name);
  const records: RunRecord[] = [];
  for await (const child of backend.listChildRuns(name)) records.push(child);
  const logged = new Map<string, ReadonlyMap<string, Metric>>();
  for await (const result of backend.getMetrics(records.map(({ runId }) => runId))) {
    if (result.kind === 'unreadable') throw result.error;
    logged.set(result.runId, result.metrics);
  }
  const parameters = await sweep.getHyperparameters();
  const trials = new Map<string, string>();
  const numberOf = (runId: string): number => Number(runId.slice(name.length + 1));
  for (const child of records) {
    const number = child.runId.slice(name.length + 1);
    const say = (what: string, value: string): void => void trials.set(`trial ${number} ${what}`, value);
    const own = logged.get(child.runId) ?? new Map<string, Metric>();
    say('status', child.status);
    say('outcome', child.searchTrial?.outcome ?? 'none');
    say('parameters', show(parameters.get(child.runId) ?? new Map()));
    for (const { name: metric } of objectives) say(`metric ${metric}`, showFinal(own.get(metric)));
    say('reports', showReports(own.get('intermediate_values')));
    say('tags', showTexts(child.tags));
    say('properties', showTexts(child.properties));
    say('start', child.startTime?.toISOString() ?? 'none');
    say('complete', child.endTime?.toISOString() ?? 'none');
  }
  const best = await sweep.findBestRun();
  const bestText = best === undefined ? 'none' : `${best.run.id.slice(name.length + 1)} with ${show(best.value)}`;
  const front = (await paretoFrontOf(sweep, { objectives })).map(({ child }) => numberOf(child.runId));
  const frontText = front.toSorted((a, b) => a - b).join(' ');
  const bestByObjective = await bestBy(sweep, objectives, numberOf);
  return { best: bestText, bestByObjective, front: frontText, tags: showTexts(record.tags), trials };
}

/** The best trial by each of several objectives, as somebody finds it who names it as the primary metric. */
async function bestBy(
  { id, experiment }: HyperDriveRun,
  objectives: readonly PrimaryMetric[],
  numberOf: (runId: string) => number,
): Promise<string> {
  if (objectives.length === 1) return '';
  const found: string[] = [];
  for (const primaryMetric of objectives) {
    const best = await (await HyperDriveRun.load(experiment, id, { primaryMetric })).findBestRun();
    found.push(`${primaryMetric.name}: ${best === undefined ? 'none' : numberOf(best.run.id)}`);
  }
  return found.join(' ');
}

function showFinal(metric: Metric | undefined): string {
  if (metric === undefined) return 'none';
  if (metric.kind !== 'scalar' || metric.points.length !== 1) return 'no single value';
  const [point] = metric.points;
  return show(point?.value ?? null);
}

function showReports(metric: Metric | undefined): string {
  if (metric === undefined) return '[]';
  if (metric.kind !== 'scalar') return 'no series';
  return show(metric.points.map(({ step, value }): JsonValue => [step ?? null, value]));
}

/** JSON in another order of keys is the same; the parameters are compared apart. */
function showTexts(texts: ReadonlyMap<string, string>): string {
  const shown = [...texts]
    .filter(([name]) => name !== 'hyperparameters')
    .map(([name, text]) => `${name}=${inOrder(text)}`);
  return shown.toSorted().join('\n');
}

function inOrder(text: string): string {
  return /^[{[]/.test(text) ? show(parseJson(text)) : text;
}
