import { systemTagPrefix } from '@hyperdrive-run/core/internal';
import { isJsonArray, isJsonObject, type JsonValue, parseJson, writeJson } from '@hyperdrive-run/core/json';

/** The ids of copies by the ids of the runs that they are copies of. */
export type CopiedIds = ReadonlyMap<string, string>;

/** A run's tags as its copy is to have them: those that are called after a child are called after its copy. */
export function translateTags(tags: ReadonlyMap<string, string>, ids: CopiedIds): Map<string, string> {
  return new Map([...tags].map(([name, value]) => [translateName(name, ids), value]));
}

function translateName(name: string, ids: CopiedIds): string {
  const isPrefixed = name.startsWith(systemTagPrefix);
  const copy = ids.get(isPrefixed ? name.slice(systemTagPrefix.length) : name);
  if (copy === undefined) return name;
  return isPrefixed ? systemTagPrefix + copy : copy;
}

/**
 * A run's properties as its copy is to have them: the winner and the resumed sweeps that they name are the copies.
 * @param experimentName the experiment that everything was copied to
 */
export function translateProperties(
  properties: ReadonlyMap<string, string>,
  ids: CopiedIds,
  experimentName: string,
): Map<string, string> {
  const translated = new Map(properties);
  const winner = ids.get(properties.get('best_child_run_id') ?? '');
  if (winner !== undefined) translated.set('best_child_run_id', winner);
  const resumed = properties.get('resume_from');
  if (resumed !== undefined) translated.set('resume_from', translateRunKeys(resumed, ids, experimentName));
  return translated;
}

/** A list of run keys, or one, as JSON text. Text that is none, and keys of runs that were not copied, stay. */
function translateRunKeys(text: string, ids: CopiedIds, experimentName: string): string {
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch {
    return text;
  }
  if (value === null) return text;
  const keys = isJsonArray(value) ? value : [value];
  const scope = new Map([['experiment_name', experimentName]]);
  const translated = keys.map((key): JsonValue => {
    const runId = isJsonObject(key) ? key.get('run_id') : undefined;
    const copy = typeof runId === 'string' ? ids.get(runId) : undefined;
    if (copy === undefined) return key;
    return new Map<string, JsonValue>([
      ['run_scope', scope],
      ['run_id', copy],
    ]);
  });
  return writeJson(translated);
}
