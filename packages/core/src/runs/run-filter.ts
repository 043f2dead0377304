import type { RunRecord } from './run.js';
import type { RunStatus } from './run-status.js';

/** Tags or properties that a run must have: one name, or names with the values that they must have. */
export type NamedTextFilter = string | Readonly<Record<string, string>> | ReadonlyMap<string, string>;

/** Which runs to keep. What is left out does not matter; the rest must all fit, letter for letter. */
export interface RunFilter {
  /** Only runs with this status, or one of these. */
  readonly status?: RunStatus | readonly RunStatus[] | undefined;
  /** The service's kind of run, such as `azureml.scriptrun`. */
  readonly type?: string | undefined;
  /** Only runs with this tag, or with these tags and values. */
  readonly tags?: NamedTextFilter | undefined;
  /** Only runs with this property, or with these properties and values. */
  readonly properties?: NamedTextFilter | undefined;
}

/**
 * Whether a run fits a filter. It is decided here and not by services, as in the Python class, whose `get_children`
 * filters what it has fetched.
 */
export function matchesFilter(
  run: Pick<RunRecord, 'status' | 'runType' | 'tags' | 'properties'>,
  { status, type, tags, properties }: RunFilter,
): boolean {
  const statuses: readonly RunStatus[] | undefined = typeof status === 'string' ? [status] : status;
  return (
    (statuses === undefined || statuses.includes(run.status)) &&
    (type === undefined || type === run.runType) &&
    hasTexts(run.tags, tags) &&
    hasTexts(run.properties, properties)
  );
}

function hasTexts(texts: ReadonlyMap<string, string>, filter: NamedTextFilter | undefined): boolean {
  if (filter === undefined) return true;
  if (typeof filter === 'string') return texts.has(filter);
  const wanted: Iterable<[string, string]> = filter instanceof Map ? filter : Object.entries(filter);
  return [...wanted].every(([name, value]) => texts.get(name) === value);
}
