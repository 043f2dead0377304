import type { RunRecord } from '@hyperdrive-run/core';
import { withOptunaTrial } from '../../optuna/optuna-trial.js';
import { mlflowTags, ownTags, sweepTags } from '../wire/constants.js';
import type { KeyValueDto, MlflowRunDto, MlflowRunInfoDto } from '../wire/run-dto.js';
import { fromMlflowStatus } from './mlflow-status.js';
import { namesOf, type RunNames } from './run-names.js';
import { toDate } from './to-date.js';

/** A run's id, under either of its names. Empty where the service sent neither. */
export function idOf({ run_id, run_uuid }: MlflowRunInfoDto): string {
  return run_id ?? run_uuid ?? '';
}

/** Tags as they are meant, properties among them. */
export function tagsOf(dto: MlflowRunDto): ReadonlyMap<string, string> {
  const tags = toTexts(dto.data?.tags, namesOf(dto));
  // How the names are written is no matter of the run's.
  tags.delete(ownTags.names);
  return tags;
}

/** Names with their texts, as they are meant. */
export function toTexts(entries: readonly KeyValueDto[] | undefined, names: RunNames): Map<string, string> {
  return new Map((entries ?? []).map(({ key, value }) => [names.nameOf(key), value ?? '']));
}

/**
 * Turns a run of MLflow into the run that the rules know. MLflow has no properties: they are tags with a prefix of ours.
 * @param experimentName the name of the experiment that it is in, where that is known
 */
export function toRunRecord(dto: MlflowRunDto, experimentName: string | undefined): RunRecord {
  const { info, data } = dto;
  const tags = new Map<string, string>();
  const properties = new Map<string, string>();
  for (const [name, value] of tagsOf(dto)) {
    if (name.startsWith(ownTags.propertyPrefix)) properties.set(name.slice(ownTags.propertyPrefix.length), value);
    else tags.set(name, value);
  }
  const runId = idOf(info);
  const parentRunId = tags.get(mlflowTags.parentRunId);
  const user = info.user_id === '' ? undefined : info.user_id;
  return withOptunaTrial({
    runId,
    status: fromMlflowStatus(info.status),
    parentRunId,
    rootRunId: tags.get(mlflowTags.rootRunId) ?? (parentRunId === undefined ? runId : undefined),
    experimentName,
    runType: isSweepParent(tags) ? 'hyperdrive' : undefined,
    name: info.run_name ?? tags.get(mlflowTags.runName),
    displayName: info.run_name ?? tags.get(mlflowTags.runName),
    description: tags.get(mlflowTags.description),
    hidden: info.lifecycle_stage === 'deleted',
    tags,
    properties,
    parameters: toTexts(data?.params, namesOf(dto)),
    createdTime: toDate(info.start_time),
    startTime: toDate(info.start_time),
    endTime: toDate(info.end_time),
    warnings: setBack(tags, info.status),
    createdBy: tags.get(mlflowTags.user) ?? user,
  });
}

/** Azure's properties of a sweep, which its own endpoint shows as tags, or the primary metric under Azure's name. */
export function isSweepParent(tags: ReadonlyMap<string, string>): boolean {
  const properties = [tags.get('azureml.runsource'), tags.get('runTemplate')];
  return (
    sweepTags.some((name) => tags.has(name)) || properties.some((property) => property?.toLowerCase() === 'hyperdrive')
  );
}

/** MLflow stops no process: one that goes on sets its run to what it likes, and that must not go unsaid. */
function setBack(tags: ReadonlyMap<string, string>, status: string | undefined): readonly string[] {
  const canceledAt = toDate(Number(tags.get(ownTags.canceledAt) ?? Number.NaN));
  if (canceledAt === undefined || status === 'KILLED') return [];
  return [
    `It was canceled at ${canceledAt.toISOString()}, but its process went on and set it to ${status ?? 'no status'}; MLflow cannot stop a process.`,
  ];
}
