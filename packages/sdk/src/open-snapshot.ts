import { InvalidArgumentError } from '@hyperdrive-run/core';
import type { SnapshotSource } from '@hyperdrive-run/transport/faces';
import { beginReading } from './begin-reading.js';
import type { Experiment } from './experiment.js';
import { Workspace } from './workspace.js';

export { SnapshotError, type SnapshotSource } from '@hyperdrive-run/transport/faces';

/** A sweep that was read from a snapshot, ready to be asked. */
export interface OpenedSnapshot {
  /** Contains the sweep and those that it resumed from, each in the scope where it ran. */
  readonly workspace: Workspace;
  /** The experiment of the sweep. */
  readonly experiment: Experiment;
  /** The id of the sweep that was exported. */
  readonly sweepId: string;
  /** Where it was exported from, such as `Azure ML`, and when. */
  readonly exportedFrom: string;
  readonly exportedTime: Date;
}

/**
 * Opens a sweep that `exportSnapshot` or `hyperdrive export` wrote: the same results as those of the service that it
 * came from, without that service. Read only. The whole of it is in memory; nothing is read from a disk, so it works in a
 * browser with what a page has.
 * @param source the text, or a stream of it, such as `file.stream()`, `response.body` or `createReadStream(path)`
 * @throws InvalidArgumentError for what is neither
 * @throws SnapshotError that names the line, where the text is no snapshot, is of a newer version, damaged or cut short
 * @example
 * const { experiment, sweepId } = await openSnapshot(file.stream());
 * const sweep = await HyperDriveRun.load(experiment, sweepId);
 */
export async function openSnapshot(source: SnapshotSource): Promise<OpenedSnapshot> {
  if (typeof source !== 'string' && !isStream(source)) {
    throw new InvalidArgumentError({
      option: 'source',
      got: source,
      takes: 'the text of a snapshot, or a stream of it',
    });
  }
  const begun = typeof source !== 'string' && Symbol.asyncIterator in source ? beginReading(source) : source;
  const { createSnapshotBackend, loadSnapshot } = await import('@hyperdrive-run/transport/snapshot');
  const content = await loadSnapshot(begun);
  const { runId, scope, runs } = content.sweeps[0];
  // Earlier versions wrote an empty name for a run whose experiment nobody said.
  const named = scope.experimentName || undefined;
  const experimentName = named ?? (runs.get(runId)?.record.experimentName || 'default');
  const workspace = new Workspace(createSnapshotBackend(content, { ...scope, experimentName: named }));
  const { exportedFrom, exportedTime } = content;
  return { workspace, experiment: workspace.experiment(experimentName), sweepId: runId, exportedFrom, exportedTime };
}

/** Whether it can be read piece by piece: a ReadableStream of some browsers can only be asked for its reader. */
function isStream(source: unknown): boolean {
  return typeof source === 'object' && source !== null && (Symbol.asyncIterator in source || 'getReader' in source);
}
