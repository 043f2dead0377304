import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import type { RunFixture, SweepFixture } from '@hyperdrive-run/sdk/testing';

/** A sweep of the contract suite as `python/write_contract.py` takes it, with what its reports are called. */
export interface ContractStudy {
  readonly json: JsonObject;
  readonly intermediate: string | undefined;
}

const states = new Map([
  ['Completed', 'COMPLETE'],
  ['Failed', 'FAIL'],
  ['Canceled', 'PRUNED'],
  ['Running', 'RUNNING'],
  ['Queued', 'WAITING'],
]);

/**
 * A sweep as a study. The primary metric is the objective, another metric what trials reported; where there are several others,
 * each is an objective. Of a series the objective has the best value, as in an export to Optuna.
 */
export function contractStudy({ parent, children }: SweepFixture): ContractStudy {
  const { runId, tags, properties } = parent.record;
  const judged = jsonOf(tags.get('_aml_system_primary_metric_config'));
  const named = judged.get('name');
  const primary = typeof named === 'string' ? named : '';
  const isMaximized = judged.get('goal') !== 'minimize';
  const own = children.filter(({ record }) => record.parentRunId === runId);
  const others = [...new Set(own.flatMap(({ metrics }) => metrics.map(({ name }) => name)))].filter(
    (one) => one !== primary,
  );
  const objectives = others.length > 1 ? others : [primary];
  const intermediate = others.length === 1 ? others[0] : undefined;
  const trials = own.map((child) => {
    const hyperparameters = jsonOf(tags.get(`_aml_system_${child.record.runId}`));
    return trialOf(child, { objectives, intermediate, isMaximized, hyperparameters });
  });
  const json = object({
    name: runId,
    directions: objectives.map(() => (isMaximized ? 'maximize' : 'minimize')),
    metricNames: objectives,
    // What Azure ML says of a sweep in tags, a study says in another way.
    userAttributes: new Map([...tags].filter(([name]) => !name.startsWith('_aml_system_'))),
    systemAttributes: properties,
    trials,
  });
  return { json, intermediate };
}

interface TrialParts {
  readonly objectives: readonly string[];
  readonly intermediate: string | undefined;
  readonly isMaximized: boolean;
  readonly hyperparameters: JsonObject;
}

function trialOf({ record, metrics }: RunFixture, parts: TrialParts): JsonObject {
  const { objectives, intermediate, isMaximized, hyperparameters } = parts;
  const seriesOf = (name: string | undefined): readonly (readonly [number, number])[] => {
    const metric = metrics.find((one) => one.name === name);
    const points = metric?.kind === 'scalar' ? metric.points : [];
    return points.map(({ step, value }, at) => [step ?? at, Number(value)]);
  };
  const values = objectives.flatMap((name) => {
    const all = seriesOf(name).map(([, value]) => value);
    const usable = all.filter((value) => !Number.isNaN(value));
    return usable.length === 0 ? [] : [isMaximized ? Math.max(...usable) : Math.min(...usable)];
  });
  // A trial whose value is NaN is a failed one, and a failed one has no value.
  const isDiverged = values.length === 0 && objectives.some((name) => seriesOf(name).length > 0);
  const state = isDiverged ? 'FAIL' : (states.get(record.status) ?? record.status);
  return object({
    state,
    values: state === 'COMPLETE' && values.length > 0 ? values.map(exactText) : null,
    params: hyperparameters,
    reports: seriesOf(intermediate).map(([step, value]): JsonValue => [step, exactText(value)]),
    userAttributes: record.tags,
  });
}

/** Text that Python's `float` reads as the same number. */
function exactText(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}

function jsonOf(text: string | undefined): JsonObject {
  const value = text === undefined ? undefined : parseJson(text);
  return isJsonObject(value) ? value : new Map();
}

function object(entries: Readonly<Record<string, JsonValue>>): JsonObject {
  return new Map(Object.entries(entries));
}
