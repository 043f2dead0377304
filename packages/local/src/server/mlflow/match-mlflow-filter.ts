import type { StoredRun } from '../../storage/stored-run.js';
import { RequestRefusal } from '../request-refusal.js';
import { toMlflowStatus } from './mlflow-status.js';
import type { MlflowCondition, MlflowField } from './parse-mlflow-filter.js';
import { artifactUri, mlflowTagsOf, paramsOf } from './run-to-mlflow.js';

/** A run, and the latest value of its metrics, which are read only where a filter or an order names one. */
export interface MatchedRun {
  readonly run: StoredRun;
  readonly metric: (name: string) => number | undefined;
}

type ReadAttribute = (run: StoredRun) => string | number | undefined;

const attributes: ReadonlyMap<string, ReadAttribute> = new Map<string, ReadAttribute>([
  ['run_id', (run) => run.runId],
  ['run_name', (run) => run.displayName ?? run.name ?? run.runId],
  ['Run name', (run) => run.displayName ?? run.name ?? run.runId],
  ['status', (run) => toMlflowStatus(run.status)],
  ['user_id', (run) => run.createdBy],
  ['artifact_uri', (run) => artifactUri(run)],
  ['start_time', (run) => run.startTime?.getTime()],
  ['created', (run) => run.createdTime.getTime()],
  ['Created', (run) => run.createdTime.getTime()],
  ['end_time', (run) => run.endTime?.getTime()],
]);
const numeric: ReadonlySet<string> = new Set(['start_time', 'created', 'Created', 'end_time']);

/** @throws RequestRefusal with 400 where MLflow has no such attribute */
export function requireField(field: MlflowField): void {
  if (field.kind !== 'attribute' || attributes.has(field.key)) return;
  throw new RequestRefusal(400, `Invalid attribute key '${field.key}'.`);
}

/** @throws RequestRefusal with 400 where a number is compared with a text, or a field that there is none of */
export function requireCondition(condition: MlflowCondition): void {
  requireField(condition);
  const isNumeric = condition.kind === 'metric' || (condition.kind === 'attribute' && numeric.has(condition.key));
  const wanted = isNumeric ? 'number' : 'string';
  if (condition.values.some((value) => typeof value !== wanted)) {
    throw new RequestRefusal(400, `Invalid filter: ${condition.kind} '${condition.key}' is compared with a ${wanted}.`);
  }
  if (isNumeric && /IN|LIKE/.test(condition.operator)) {
    throw new RequestRefusal(
      400,
      `Invalid filter: ${condition.kind} '${condition.key}' takes no ${condition.operator}.`,
    );
  }
}

/** Whether a run fulfils a condition. A run without the metric, param or tag fulfils none about it, `!=` neither. */
export function matchesCondition(condition: MlflowCondition, subject: MatchedRun): boolean {
  const got = fieldOf(condition, subject);
  if (got === undefined) return false;
  const { operator, values } = condition;
  const [value = ''] = values;
  switch (operator) {
    case '=':
      return got === value;
    case '!=':
      return got !== value;
    case '>':
      return got > value;
    case '>=':
      return got >= value;
    case '<':
      return got < value;
    case '<=':
      return got <= value;
    case 'LIKE':
      return likePattern(String(value), 's').test(String(got));
    case 'ILIKE':
      return likePattern(String(value), 'is').test(String(got));
    case 'IN':
      return values.includes(got);
    case 'NOT IN':
      return !values.includes(got);
    default:
      return false;
  }
}

/** What a run has there. */
export function fieldOf({ kind, key }: MlflowField, { run, metric }: MatchedRun): string | number | undefined {
  switch (kind) {
    case 'attribute':
      return attributes.get(key)?.(run);
    case 'metric':
      return metric(key);
    case 'param':
      return paramsOf(run).get(key);
    default:
      return mlflowTagsOf(run).get(key);
  }
}

/** `%` stands for any text, `_` for one character. */
function likePattern(pattern: string, flags: string): RegExp {
  const source = pattern
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/%+/g, '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${source}$`, flags);
}
