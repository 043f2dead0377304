import type { CommandContext } from '../../context/command-context.js';
import type { ExitCode } from '../../context/exit-code.js';
import { findSweep } from '../../open/find-run.js';
import { noteIdleService } from '../../open/note-idle-service.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { createProgressLine } from '../../output/lines/progress-line.js';
import { concludeSweep, followSweep, pauseMs } from '../../present/follow-sweep.js';
import { localFolder } from '../../service/local-folder.js';

/** `hyperdrive watch RUN`: shows a sweep's progress until it has ended, then its result. Ctrl+C only stops looking. */
export async function watchSweep(context: CommandContext, runId: string): Promise<ExitCode> {
  const { io, globals } = context;
  return withWorkspace(context, async (workspace, opened) => {
    const sweep = await findSweep(context, workspace, runId);
    await noteIdleService(context, opened, sweep);
    const progress = createProgressLine(io);
    const pause = localFolder(globals.backend, io) === undefined ? pauseMs.remote : pauseMs.local;
    try {
      const last = await followSweep(context, sweep, { progress, pauseMs: pause });
      progress.end();
      return await concludeSweep(context, sweep, last);
    } finally {
      progress.end();
    }
  });
}
