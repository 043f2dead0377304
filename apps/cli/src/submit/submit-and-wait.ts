import { findRunningService, type StartedLocalService } from '@hyperdrive-run/local';
import { BackendError, type HyperDriveRun, type SweepUpdate, type Workspace } from '@hyperdrive-run/sdk';
import { type CommandContext, note } from '../context/command-context.js';
import type { ExitCode } from '../context/exit-code.js';
import { guardSweep } from '../context/interrupt-guard.js';
import { connectToService, openWorkspace } from '../open/open-workspace.js';
import { createProgressLine } from '../output/lines/progress-line.js';
import { concludeSweep, followSweep, pauseMs } from '../present/follow-sweep.js';
import { localFolder } from '../service/local-folder.js';
import { serviceFailureText } from '../service/service-failure-text.js';
import type { ReadSweepFile } from './read-sweep-file.js';
import { submitSweep } from './submit-sweep.js';

/** Submits a sweep and stays until it has ended. Where no service runs, this process is the service meanwhile. */
export async function submitAndWait(context: CommandContext, file: ReadSweepFile): Promise<ExitCode> {
  const { io, globals } = context;
  const folder = localFolder(globals.backend, io);
  if (folder === undefined) {
    const { workspace } = await openWorkspace(context);
    return follow(context, workspace, file, { pauseMs: pauseMs.remote, isHere: false });
  }
  const running = findRunningService(folder);
  if (running !== undefined) {
    return follow(context, connectToService(context, running), file, { pauseMs: pauseMs.local, isHere: false });
  }
  // From its own package: it starts what lies beside its files.
  const { startLocalService } = await import('@hyperdrive-run/local');
  const service = await startLocalService({
    folder,
    environment: io.env,
    onError: (error, runId) => void note(context, serviceFailureText(error, runId)),
  });
  try {
    const options = { pauseMs: pauseMs.local, isHere: true };
    const code = await follow(context, connectToService(context, service), file, options);
    await untilIdle(context, service);
    return code;
  } finally {
    await service.close();
  }
}

interface FollowOptions {
  readonly pauseMs: number;
  /** Whether the sweep runs in this process, and so ends with it. */
  readonly isHere: boolean;
}

async function follow(
  context: CommandContext,
  workspace: Workspace,
  file: ReadSweepFile,
  options: FollowOptions,
): Promise<ExitCode> {
  const { io } = context;
  const progress = createProgressLine(io);
  // A job is stopped on its way. A config is sent in a moment, and what was sent cannot be called back.
  let sweep = file.sweep.job === undefined ? undefined : await submitSweep(context, workspace, file);
  let isUnwanted = false;
  const guard = guardSweep(io, {
    print: (text) => progress.print(text),
    question: question(options),
    cancel: async () => {
      isUnwanted = true;
      await sweep?.cancel();
    },
  });
  let last: SweepUpdate;
  try {
    sweep ??= await submitSweep(context, workspace, file);
    if (isUnwanted) await cancelUnlessEnded(sweep);
    last = await followSweep(context, sweep, { progress, pauseMs: options.pauseMs });
  } finally {
    progress.end();
    guard.release();
  }
  return concludeSweep(context, sweep, last);
}

async function cancelUnlessEnded(sweep: HyperDriveRun): Promise<void> {
  try {
    await sweep.cancel();
  } catch (error) {
    if (!BackendError.isInstance(error) || error.code !== 'already-finished') throw error;
  }
}

function question({ isHere }: FollowOptions): string {
  const leave = isHere || process.platform === 'win32' ? '' : String.raw` (Ctrl+\ leaves it running.)`;
  return `The sweep is still running. Press Ctrl+C again to cancel it.${leave}`;
}

/** Others may have submitted to this process meanwhile: their trials are not cut short. */
async function untilIdle({ io }: CommandContext, service: StartedLocalService): Promise<void> {
  const idle = service.whenIdle().then(() => 'idle' as const);
  const soon = new Promise<'busy'>((resolve) => setImmediate(() => resolve('busy')));
  if ((await Promise.race([idle, soon])) === 'idle') return;
  await io.stderr.write(
    'Other sweeps run in this process too; waiting for them. Ctrl+C leaves them to the next service.\n',
  );
  let release = (): void => undefined;
  const interrupted = new Promise<void>((resolve) => {
    release = io.onStopSignal(() => resolve());
  });
  await Promise.race([idle, interrupted]);
  release();
}
