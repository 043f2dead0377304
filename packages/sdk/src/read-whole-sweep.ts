import { checkSweep } from './arguments/check-handles.js';
import { checkOptions } from './arguments/option-checks.js';
import type { HyperDriveRun } from './hyperdrive-run.js';
import {
  type CollectSnapshotOptions,
  collectSnapshot,
  collectSnapshotChecks,
  type SnapshotPart,
} from './use-cases/copies/collect-snapshot.js';
import { keepNamedMetric } from './use-cases/copies/keep-named-metric.js';

/**
 * Everything of a sweep, from any service, one thing after the other: what is needed to keep it elsewhere. Begins with
 * the sweep itself and its runs, the parent first and then all below it in listing order, each followed some time later
 * by its metrics and files; then come the sweeps that it resumed from, in the same way. The sweep's own record has the
 * primary metric that the sweep was opened with, where the run itself does not say it.
 * @throws BackendError where a run cannot be read. Metrics that cannot be read are reported as such.
 * @example
 * for await (const part of readWholeSweep(sweep)) if (part.kind === 'run') keep(part.record);
 */
export async function* readWholeSweep(
  sweep: HyperDriveRun,
  options: CollectSnapshotOptions = {},
): AsyncGenerator<SnapshotPart, void, undefined> {
  checkSweep(sweep);
  checkOptions(options, collectSnapshotChecks);
  const { backend } = sweep.experiment;
  const parent = await backend.getRun(sweep.id, { signal: options.signal });
  const { primaryMetric, resumeFrom } = sweep.hyperdriveConfig;
  for await (const part of collectSnapshot(backend, parent, resumeFrom, options)) {
    const isOwn = part.kind === 'run' && part.record.runId === sweep.id;
    yield isOwn ? { ...part, record: keepNamedMetric(part.record, primaryMetric) } : part;
  }
}
