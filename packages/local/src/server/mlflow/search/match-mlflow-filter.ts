import type { StoredRun } from '../../../storage/runs/stored-run.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { toMlflowStatus } from '../mlflow-status.js';
import { artifactUri, mlflowTagsOf, paramsOf } from '../runs/run-to-mlflow.js';
import { type ComparedField, comparedAs, fulfils, requireComparable } from './compare-values.js';
import type { MlflowCondition, MlflowField } from './parse-mlflow-filter.js';

/** A run, and what is read only where a filter or an order names it. */
export interface MatchedRun {
  readonly run: StoredRun;
  /** The latest value of a metric. */
  readonly metric: (name: string) => number | undefined;
  /** The name, the digest and the context of each data set that the run took in. */
  readonly datasets: () => readonly ReadonlyMap<string, string>[];
}

const datasetFields: ReadonlySet<string> = new Set(['name', 'digest', 'context']);

type ReadAttribute = (run: StoredRun) => string | number | undefined;

const attributes: ReadonlyMap<string, ReadAttribute> = new Map<string, ReadAttribute>([
  ['run_id', (run) => run.runId],
  ['run_name', (run) => run.displayName ?? run.name ?? run.runId],
  ['Run name', (run) => run.displayName ?? run.name ?? run.runId],
  ['run name', (run) => run.displayName ?? run.name ?? run.runId],
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
  const { kind, key } = condition;
  if (kind === 'dataset' && !datasetFields.has(key)) {
    throw new RequestRefusal(400, `Invalid dataset key '${key}': it is name, digest or context.`);
  }
  requireComparable(condition, comparedFieldOf(condition));
}

function comparedFieldOf({ kind, key }: MlflowField): ComparedField {
  if (kind === 'metric') return comparedAs.number;
  if (kind === 'param' || kind === 'tag') return comparedAs.named;
  if (kind === 'dataset' || key === 'run_id') return comparedAs.id;
  return numeric.has(key) ? comparedAs.number : comparedAs.text;
}

/** Whether a run fulfils a condition; of its data sets one is enough. */
export function matchesCondition(condition: MlflowCondition, subject: MatchedRun): boolean {
  if (condition.kind !== 'dataset') return fulfils(fieldOf(condition, subject), condition);
  return subject.datasets().some((dataset) => fulfils(dataset.get(condition.key), condition));
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
    case 'tag':
      return mlflowTagsOf(run).get(key);
    default:
      return undefined;
  }
}
