import { parseHyperparameters } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { PythonAnswer } from '../python-worker.js';
import type { Answers, Flags } from './answers.js';
import { sortedByKey } from './sorted-by-key.js';

/** Asks the real class. */
export type AskPython = (operation: string, args?: Readonly<Record<string, unknown>>) => Promise<PythonAnswer>;

/** What the real Python class answers about a sweep, in the form of ours. */
export function pythonAnswers(ask: AskPython, flags: Flags): Answers {
  const valueOf = async (operation: string, args?: Readonly<Record<string, unknown>>): Promise<JsonValue> => {
    const answer = await ask(operation, args);
    if (answer.ok) return answer.value;
    throw new Error(`${answer.type}: ${answer.message}`);
  };
  return {
    status: () => valueOf('status'),
    config: async () => {
      const config = await valueOf('config');
      if (!isJsonObject(config)) return config;
      const metric = config.get('primary_metric_config');
      const metricFields = isJsonObject(metric) ? [metric.get('name') ?? null, metric.get('goal') ?? null] : [];
      const limits = ['max_total_runs', 'max_concurrent_runs', 'max_duration_minutes'];
      return [...metricFields, ...limits.map((name) => config.get(name) ?? null)];
    },
    cancel: async () => {
      const answer = (await ask('cancel')).ok ? 'accepted' : 'refused';
      const children = mapRows(await valueOf('children'), ['status']);
      return [answer, await valueOf('status'), isJsonArray(children) ? children.flat() : children];
    },
    fail: async () => refusalOf(await ask('fail')),
    get_diagnostics: async () => refusalOf(await ask('get_diagnostics')),
    children: async () => mapRows(await valueOf('children'), ['run_id', 'status']),
    children_of_status: async () => mapRows(await valueOf('children', { status: flags.status }), ['run_id', 'status']),
    descendants: async () => mapRows(await valueOf('children', { recursive: true }), ['run_id', 'status']),
    hyperparameters: async () => parsedTexts(await valueOf('hyperparameters')),
    metrics: async () => sortedByKey(await valueOf('metrics')),
    children_sorted: async () => {
      const { top, reverse, discardNoMetric: discard_no_metric } = flags;
      const sorted = await valueOf('children_sorted', { top, reverse, discard_no_metric });
      return mapRows(sorted, ['run_id', 'best_primary_metric', 'status']);
    },
    best_run: () => {
      const {
        includeFailed: include_failed,
        includeCanceled: include_canceled,
        includeResumeFromRuns: include_resume_from_runs,
      } = flags;
      return valueOf('best_run', { include_failed, include_canceled, include_resume_from_runs });
    },
  };
}

/** Both members exist to say that they are not supported. */
function refusalOf(answer: PythonAnswer): JsonValue {
  return answer.ok ? answer.value : answer.type.includes('NotImplemented') ? 'not implemented' : answer.type;
}

function mapRows(value: JsonValue, names: readonly string[]): JsonValue {
  const pick = (row: JsonObject): JsonValue => names.map((name) => row.get(name) ?? null);
  return isJsonArray(value) ? value.map((row) => (isJsonObject(row) ? pick(row) : row)) : value;
}

/** Python leaves each child's hyperparameters as the text of its tag, an empty one too. */
function parsedTexts(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const parsed = [...value].flatMap(([runId, text]): [string, JsonValue][] => {
    if (typeof text !== 'string') return [[runId, text]];
    return text === '' ? [] : [[runId, parseHyperparameters(text) ?? text]];
  });
  return sortedByKey(new Map(parsed));
}
