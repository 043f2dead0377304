import type { RunErrorDetail } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { numberOf, optionalTextOf, optionalTimeOf, textOf } from '../database/sql-row.js';
import type { SqlRow } from '../database/sqlite-database.js';
import type { StoredRun } from './stored-run.js';

/** Everything of a run that is in its own row, with the workspace's names beside it. */
export const selectRuns = `SELECT runs.*, workspaces.subscription_id, workspaces.resource_group, workspaces.workspace_name
  FROM runs JOIN workspaces ON workspaces.id = runs.workspace`;

/** Maps a row of {@link selectRuns}; tags and properties are in tables of their own. */
export function toStoredRun(
  row: SqlRow,
  tags: ReadonlyMap<string, string>,
  properties: ReadonlyMap<string, string>,
): StoredRun {
  const experimentName = textOf(row, 'experiment_name');
  return {
    scope: {
      subscriptionId: textOf(row, 'subscription_id'),
      resourceGroup: textOf(row, 'resource_group'),
      workspaceName: textOf(row, 'workspace_name'),
      experimentName,
    },
    sequence: numberOf(row, 'sequence'),
    runId: textOf(row, 'run_id'),
    status: textOf(row, 'status'),
    parentRunId: optionalTextOf(row, 'parent_run_id'),
    rootRunId: textOf(row, 'root_run_id'),
    experimentName,
    runType: optionalTextOf(row, 'run_type'),
    number: numberOf(row, 'number'),
    name: optionalTextOf(row, 'name'),
    displayName: optionalTextOf(row, 'display_name'),
    description: optionalTextOf(row, 'description'),
    hidden: numberOf(row, 'hidden') !== 0,
    tags,
    properties,
    createdTime: new Date(numberOf(row, 'created_time')),
    startTime: optionalTimeOf(row, 'start_time'),
    endTime: optionalTimeOf(row, 'end_time'),
    error: toErrorDetail(optionalJsonOf(row, 'error')),
    warnings: toTexts(optionalJsonOf(row, 'warnings')),
    cancellationReason: optionalTextOf(row, 'cancellation_reason'),
    createdBy: optionalTextOf(row, 'created_by'),
    queueMessage: optionalTextOf(row, 'queue_message'),
    runDefinition: optionalJsonOf(row, 'run_definition'),
    target: optionalTextOf(row, 'target'),
  };
}

/** How an error is kept in its column. */
export function errorToJson(error: RunErrorDetail): JsonValue {
  const entries: [string, JsonValue][] = [];
  if (error.code !== undefined) entries.push(['code', error.code]);
  if (error.message !== undefined) entries.push(['message', error.message]);
  return new Map(entries);
}

function optionalJsonOf(row: SqlRow, column: string): JsonValue | undefined {
  const text = optionalTextOf(row, column);
  return text === undefined ? undefined : parseJson(text);
}

function toErrorDetail(value: JsonValue | undefined): RunErrorDetail | undefined {
  if (!isJsonObject(value)) return undefined;
  const code = value.get('code');
  const message = value.get('message');
  return {
    code: typeof code === 'string' ? code : undefined,
    message: typeof message === 'string' ? message : undefined,
  };
}

function toTexts(value: JsonValue | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
