import { type ExperimentScope, localWorkspace, type RunToImport } from '@hyperdrive-run/local';
import type { Metric, RunScope, SnapshotPart } from '@hyperdrive-run/sdk';
import { CliError } from '../context/cli-error.js';

/**
 * Puts together what a snapshot contains of each run, in its order, as the local service imports it.
 * @throws CliError where the metrics of a run could not be read
 */
export async function collectRuns(
  parts: AsyncIterable<SnapshotPart>,
  { sweepId, experimentName }: { readonly sweepId: string; readonly experimentName: string },
): Promise<readonly RunToImport[]> {
  const here: ExperimentScope = { ...localWorkspace, experimentName };
  const all: RunToImport[] = [];
  // Two sweeps may have runs of one id, each in a workspace of its own.
  let runs = new Map<string, { readonly metrics: Metric[]; readonly contents: FileContents }>();
  let scope = here;
  let isResumed = false;
  for await (const part of parts) {
    switch (part.kind) {
      case 'sweep':
        // A sweep that was resumed stays where the key in the other's properties has it.
        isResumed = part.run.runId !== sweepId;
        scope = isResumed ? { ...here, ...given(part.backend.scope) } : here;
        runs = new Map();
        break;
      case 'run': {
        const { record, details } = part;
        const metrics: Metric[] = [];
        const contents: FileContents = new Map();
        runs.set(record.runId, { metrics, contents });
        all.push({ ...details, scope, record, metrics, files: contents, mayBeThere: isResumed });
        break;
      }
      case 'metrics': {
        const { result } = part;
        if (result.kind === 'unreadable') throw unreadable(result.runId);
        runs.get(result.runId)?.metrics.push(...result.metrics.values());
        break;
      }
      case 'file': {
        const contents = runs.get(part.runId)?.contents;
        contents?.set(part.name, [...(contents.get(part.name) ?? []), part.bytes]);
      }
    }
  }
  return all;
}

type FileContents = Map<string, readonly Uint8Array[]>;

function given(scope: RunScope): Partial<ExperimentScope> {
  return Object.fromEntries(Object.entries(scope).filter(([, value]) => value !== undefined));
}

function unreadable(runId: string): CliError {
  return new CliError({
    message: `The metrics of run ${JSON.stringify(runId)} could not be read when the sweep was exported.`,
    hint: 'Nothing was imported: they would look as if nothing had been logged. Export the sweep again.',
  });
}
