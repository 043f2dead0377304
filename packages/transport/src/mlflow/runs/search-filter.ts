import { toMlflowName } from './mlflow-name.js';

/**
 * Filters of `runs/search`. Its strings have no escapes: a text is quoted with the mark that it does not contain.
 */
function quoted(text: string): string | undefined {
  if (!text.includes("'")) return `'${text}'`;
  return text.includes('"') ? undefined : `"${text}"`;
}

function tag(name: string): string {
  return `tags.\`${toMlflowName(name)}\``;
}

/** Runs whose tag has this value; `undefined` where no filter can say it, and no run has such a value. */
export function tagIs(name: string, value: string): string | undefined {
  const text = quoted(value);
  return text === undefined ? undefined : `${tag(name)} = ${text}`;
}

/** Runs that have this tag, whatever its value. */
export function hasTag(name: string): string {
  return `${tag(name)} LIKE '%'`;
}

/** Runs with one of these ids. Those that cannot be ids are left out. */
export function idIsOneOf(runIds: readonly string[]): string {
  const ids = runIds.filter((runId) => /^[\w-]+$/.test(runId)).map((runId) => `'${runId}'`);
  return `attributes.run_id IN (${ids.length === 0 ? "''" : ids.join(',')})`;
}
