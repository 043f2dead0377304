import type { RunErrorDetail, RunRecord } from '@hyperdrive-run/core';
import { withOptunaTrial } from '../../optuna/optuna-trial.js';
import type { ErrorBodyDto } from '../wire/error-dto.js';
import { experimentOfSweep } from './experiment-of-sweep.js';
import type { RunDto } from './wire/run-dto.js';

/** Reads a time of the wire; what is no time is none. */
export function toDate(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function toErrorDetail(error: ErrorBodyDto | undefined): RunErrorDetail | undefined {
  const code = error?.error?.code ?? error?.code;
  const message = error?.error?.message ?? error?.message;
  return code === undefined && message === undefined ? undefined : { code, message };
}

/**
 * Turns a run of the wire into the run that the rules know. Nothing is decided here.
 * @param experimentName the experiment in which it was asked for; Azure ML's runs have only its id, and a sweep's tags its name
 */
export function toRunRecord(dto: RunDto, experimentName: string | undefined): RunRecord {
  const tags = dto.tags ?? new Map<string, string>();
  return withOptunaTrial({
    runId: dto.runId,
    status: dto.status ?? 'NotStarted',
    parentRunId: dto.parentRunId,
    rootRunId: dto.rootRunId,
    experimentName: experimentName ?? dto.experimentName ?? experimentOfSweep(tags),
    runType: dto.runType,
    number: dto.runNumber,
    name: dto.name,
    displayName: dto.displayName,
    description: dto.description,
    hidden: dto.hidden ?? false,
    tags,
    properties: dto.properties ?? new Map(),
    createdTime: toDate(dto.createdUtc),
    startTime: toDate(dto.startTimeUtc),
    endTime: toDate(dto.endTimeUtc),
    error: toErrorDetail(dto.error),
    warnings: (dto.warnings ?? []).flatMap(({ message }) => (message === undefined ? [] : [message])),
    cancellationReason: dto.cancelationReason,
    createdBy: dto.createdBy?.userName,
    queueMessage: dto.queueingInfo?.message,
  });
}
