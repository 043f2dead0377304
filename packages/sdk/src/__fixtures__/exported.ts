import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { exportSnapshot } from '../export-snapshot.js';
import { HyperDriveRun } from '../hyperdrive-run.js';
import { Workspace } from '../workspace.js';

/** The text of an exported sweep. */
export async function exported(backend: SweepBackend, runId: string, options = {}): Promise<string> {
  const { experimentName } = backend.scope;
  const sweep = await HyperDriveRun.load(new Workspace(backend).experiment(experimentName), runId);
  let text = '';
  for await (const line of exportSnapshot(sweep, options)) text += line;
  return text;
}
