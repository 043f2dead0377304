import { type RunRecord, UnsupportedOperationError } from '@hyperdrive-run/core';
import type { CallOptions, RunChanges } from '@hyperdrive-run/core/ports';
import { isMissing } from '../../http/answers/is-missing.js';
import { type MlflowConnection, readRun, readRunDto } from '../mlflow-connection.js';
import { mlflowTags, ownTags } from '../wire/constants.js';
import { deleteTagEndpoint, setTagsEndpoint, updateRunEndpoint } from './run-endpoints.js';
import { namesOf } from './run-names.js';

/** How many tags one request may set. */
const tagsAtOnce = 100;

/** Changes a run and returns it as it is then. Tags are removed after others are set. */
export async function updateRun(
  connection: MlflowConnection,
  runId: string,
  { setTags, removeTags = [], addProperties, displayName, description, hidden }: RunChanges,
  { signal }: CallOptions,
): Promise<RunRecord> {
  const { client } = connection;
  if (hidden !== undefined) throw noArchive();
  // Tells a run that is not there, or belongs to another experiment, before anything is changed.
  const { tagKeyOf } = namesOf(await readRunDto(connection, runId, signal));
  const tags = [...(setTags ?? [])].map(([name, value]): [string, string] => [tagKeyOf(name), value]);
  for (const [name, value] of addProperties ?? []) tags.push([tagKeyOf(ownTags.propertyPrefix + name), value]);
  if (description !== undefined) tags.push([mlflowTags.description, description]);
  for (let at = 0; at < tags.length; at += tagsAtOnce) {
    await client.send(setTagsEndpoint(runId, tags.slice(at, at + tagsAtOnce)), { signal });
  }
  if (displayName !== undefined) await client.send(updateRunEndpoint(runId, { run_name: displayName }), { signal });
  for (const name of removeTags) await deleteTag(connection, runId, tagKeyOf(name), signal);
  const run = await readRun(connection, runId, signal);
  warnOfCutTexts(connection, run, setTags ?? new Map(), run.tags);
  warnOfCutTexts(connection, run, addProperties ?? new Map(), run.properties);
  return run;
}

/** MLflow only knows runs that are deleted, which nobody opens. */
function noArchive(): UnsupportedOperationError {
  return new UnsupportedOperationError({
    operation: 'archiving runs',
    backend: 'MLflow',
    hint: 'Delete the run with the tools of MLflow, which can restore it for a while.',
  });
}

/** A tag that is not there is no failure. */
async function deleteTag(
  { client }: MlflowConnection,
  runId: string,
  key: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await client.send(deleteTagEndpoint(runId, key), { signal });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** Servers cut what is too long for them (8000 characters) and say nothing. */
export function warnOfCutTexts(
  { client }: MlflowConnection,
  { runId }: RunRecord,
  sent: ReadonlyMap<string, string>,
  kept: ReadonlyMap<string, string>,
): void {
  for (const [name, text] of sent) {
    const held = kept.get(name);
    if (held === undefined || held.length >= text.length || !text.startsWith(held)) continue;
    const size = `${text.length} characters to ${held.length}`;
    client.onWarning(`The server cut ${JSON.stringify(name)} of run ${JSON.stringify(runId)} from ${size}.`);
  }
}
