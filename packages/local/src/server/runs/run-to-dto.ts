import type { RunErrorDetail } from '@hyperdrive-run/core';
import { dataContainerIdOf, type RunDto } from '@hyperdrive-run/transport/wire';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import type { Written } from '../http/written.js';
import { type WrittenError, writtenError } from '../http/written-error.js';

/** A run as the run history returns it. */
export function runToDto(run: StoredRun): Written<RunDto> {
  return {
    runNumber: run.number,
    rootRunId: run.rootRunId,
    createdUtc: run.createdTime.toISOString(),
    createdBy: run.createdBy === undefined ? null : { userName: run.createdBy },
    runId: run.runId,
    parentRunId: run.parentRunId ?? null,
    experimentId: experimentIdOf(run.scope),
    // Azure ML's runs have the id alone; clients of ours that found a run by its id show where it is.
    experimentName: run.scope.experimentName,
    status: run.status,
    startTimeUtc: run.startTime?.toISOString() ?? null,
    endTimeUtc: run.endTime?.toISOString() ?? null,
    name: run.name ?? null,
    displayName: run.displayName ?? null,
    description: run.description ?? null,
    dataContainerId: dataContainerIdOf(run.runId),
    hidden: run.hidden,
    runType: run.runType ?? null,
    target: run.target ?? null,
    tags: run.tags,
    properties: run.properties,
    error: run.error === undefined ? null : errorToDto(run.error),
    warnings: run.warnings.map((message) => ({ source: 'local', message })),
    cancelationReason: run.cancellationReason ?? null,
    queueingInfo: run.queueMessage === undefined ? null : { code: run.status, message: run.queueMessage },
  };
}

/** Why a run failed. */
export function errorToDto(error: RunErrorDetail): { readonly error: WrittenError } {
  return { error: writtenError(error.code ?? 'UserError', error.message ?? '') };
}
