import type { Hyperparameters, Metric, SearchTrial } from '@hyperdrive-run/core';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { objectOf, requireObject, textOf, toFields } from './json-fields.js';
import { metricFromJson, metricToJson } from './metric.js';

/** A child of a sweep with everything that it logged, so that the page can rank by any metric without asking again. */
export interface Child {
  readonly runId: string;
  readonly parentRunId: string | undefined;
  readonly status: string;
  /** How a search of another tool judged it: a pruned trial is no candidate, whatever it logged. Its goals are not sent. */
  readonly searchTrial: SearchTrial | undefined;
  readonly hyperparameters: Hyperparameters | undefined;
  /** Where it runs or waits, in a line; `undefined` for the service's own machine. */
  readonly placement: string | undefined;
  /** By name; `undefined` where they could not be read. */
  readonly metrics: ReadonlyMap<string, Metric> | undefined;
}

/** Writes a child. */
export function childToJson(child: Child): JsonObject {
  const { runId, parentRunId, status, searchTrial, hyperparameters, placement, metrics } = child;
  return toFields({
    runId,
    parentRunId,
    status,
    outcome: searchTrial?.outcome,
    hyperparameters,
    placement,
    metrics: metrics && new Map([...metrics].map(([name, metric]) => [name, metricToJson(metric)])),
  });
}

/** Reads what `childToJson` wrote. @throws Error where it is no object */
export function childFromJson(json: JsonValue): Child {
  const fields = requireObject(json, 'a child run');
  const metrics = objectOf(fields, 'metrics');
  return {
    runId: textOf(fields, 'runId') ?? '',
    parentRunId: textOf(fields, 'parentRunId'),
    status: textOf(fields, 'status') ?? '',
    searchTrial: searchTrialOf(textOf(fields, 'outcome')),
    hyperparameters: objectOf(fields, 'hyperparameters'),
    placement: textOf(fields, 'placement'),
    metrics: metrics && new Map([...metrics].flatMap(([name, metric]) => entryOf(name, metricFromJson(metric)))),
  };
}

function entryOf(name: string, metric: Metric | undefined): readonly [string, Metric][] {
  return metric === undefined ? [] : [[name, metric]];
}

/** Only how the trial ended matters here: the goal is that of the ranking. */
function searchTrialOf(outcome: string | undefined): SearchTrial | undefined {
  const isKnown = outcome === 'completed' || outcome === 'failed' || outcome === 'pruned' || outcome === 'infeasible';
  return isKnown ? { outcome, goals: [] } : undefined;
}
