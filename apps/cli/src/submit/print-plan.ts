import type { CommandContext } from '../context/command-context.js';
import { type ExitCode, exitCode } from '../context/exit-code.js';
import { openWorkspace } from '../open/open-workspace.js';
import { jobToSubmit } from './job-to-submit.js';
import type { ReadSweepFile } from './read-sweep-file.js';

/** Prints what a submit would send, as JSON alone on stdout. Sends nothing and needs no token. */
export async function printPlan(context: CommandContext, file: ReadSweepFile): Promise<ExitCode> {
  const job = jobToSubmit(context, file);
  const { workspace } = await openWorkspace(context);
  const plan = await workspace.experiment(file.experimentName).planSubmit(job);
  await context.io.stdout.write(`${plan}\n`);
  return exitCode.ok;
}
