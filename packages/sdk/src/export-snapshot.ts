import type { SnapshotEntry } from '@hyperdrive-run/transport/snapshot';
import { checkSweep } from './arguments/check-handles.js';
import { checkOptions } from './arguments/option-checks.js';
import type { HyperDriveRun } from './hyperdrive-run.js';
import { readWholeSweep } from './read-whole-sweep.js';
import {
  type CollectSnapshotOptions,
  collectSnapshotChecks,
  type SnapshotPart,
} from './use-cases/copies/collect-snapshot.js';

/**
 * Writes a sweep as JSON lines that lose nothing: parent, children, tags, properties, every metric with its points,
 * tables, names of files, and the sweeps that it resumed from. `openSnapshot` opens it again.
 * @returns the lines as they are fetched, each with its line feed; what is in memory at once does not grow with the sweep
 * @throws BackendError where a run cannot be read: half of a sweep would look like a whole one
 * @example
 * for await (const line of exportSnapshot(sweep)) file.write(line);
 */
export async function* exportSnapshot(
  sweep: HyperDriveRun,
  options: CollectSnapshotOptions = {},
): AsyncGenerator<string, void, undefined> {
  checkSweep(sweep);
  checkOptions(options, collectSnapshotChecks);
  const { writeSnapshot } = await import('@hyperdrive-run/transport/snapshot');
  yield* writeSnapshot(entriesOf(sweep, options));
}

async function* entriesOf(
  sweep: HyperDriveRun,
  options: CollectSnapshotOptions,
): AsyncGenerator<SnapshotEntry, void, undefined> {
  const { backend, name } = sweep.experiment;
  yield { kind: 'header', exportedFrom: backend.displayName, exportedTime: new Date() };
  for await (const part of readWholeSweep(sweep, options)) yield* entriesOfPart(part, name);
}

function* entriesOfPart(part: SnapshotPart, experimentName: string): Generator<SnapshotEntry, void, undefined> {
  switch (part.kind) {
    case 'sweep': {
      const { scope } = part.backend;
      // A run that was found in a whole workspace need not say its experiment, whose name is empty then.
      const name = [part.run.experimentName, scope.experimentName, experimentName].find(Boolean);
      yield { kind: 'sweep', runId: part.run.runId, scope: { ...scope, experimentName: name } };
      return;
    }
    case 'run': {
      const { record, details, files } = part;
      yield { kind: 'run', run: { record, details, files } };
      return;
    }
    case 'metrics': {
      const { result } = part;
      const { runId } = result;
      if (result.kind === 'unreadable') {
        yield { kind: 'unreadable', runId, failure: { code: result.error.code, message: result.error.message } };
        return;
      }
      for (const metric of result.metrics.values()) yield { kind: 'metric', runId, metric };
      return;
    }
    case 'file':
      yield part;
  }
}
