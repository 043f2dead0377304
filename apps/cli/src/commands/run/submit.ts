import { isTerminalStatus } from '@hyperdrive-run/sdk';
import { type CommandContext, note } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { connectToService, openWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printFields } from '../../output/lines/print-fields.js';
import { printJson } from '../../output/print-json.js';
import { describeTrials } from '../../present/describe-trials.js';
import { localFolder } from '../../service/local-folder.js';
import { serviceOfFolder } from '../../service/service-of-folder.js';
import { checkSubmitBackend } from '../../submit/check-submit-backend.js';
import { earlierSweepIds, importEarlierSweeps } from '../../submit/import-earlier-sweeps.js';
import { dryRunElsewhere } from '../../submit/job-to-submit.js';
import { printPlan } from '../../submit/print-plan.js';
import { type ReadSweepFile, readSweepFile, type SweepFileOptions } from '../../submit/read-sweep-file.js';
import { submitAndWait } from '../../submit/submit-and-wait.js';
import { submitSweep } from '../../submit/submit-sweep.js';

export interface SubmitOptions extends SweepFileOptions {
  /** Stay until the sweep has ended. */
  readonly wait?: boolean | undefined;
  /** Print the requests instead of sending them. */
  readonly dryRun?: boolean | undefined;
}

/** `hyperdrive submit FILE`: starts a sweep; with `--wait` shows its progress and its result. */
export async function submit(context: CommandContext, file: string, options: SubmitOptions): Promise<ExitCode> {
  const isLocal = localFolder(context.globals.backend, context.io) !== undefined;
  if (isLocal && options.dryRun === true) throw dryRunElsewhere();
  await checkSubmitBackend(context);
  const resumeFrom = await earlierSweepIds(context, options.resumeFrom);
  const read = await readSweepFile(context, file, { ...options, resumeFrom });
  await importEarlierSweeps(context, options.resumeFrom, read.sweep.config);
  if (options.dryRun === true) return printPlan(context, read);
  return options.wait === true ? submitAndWait(context, read) : submitAndLeave(context, read);
}

async function submitAndLeave(context: CommandContext, file: ReadSweepFile): Promise<ExitCode> {
  const { io, globals } = context;
  const folder = localFolder(globals.backend, io);
  const service = folder === undefined ? undefined : await serviceOfFolder(context, folder);
  const workspace =
    service === undefined ? (await openWorkspace(context)).workspace : connectToService(context, service);
  const run = await submitSweep(context, workspace, file);
  const page = run.getPortalUrl();
  const status = run.record?.status ?? (await run.getStatus());
  const experiment = run.experiment.name;
  if (globals.json) {
    const running = service && jsonFields({ address: service.address, pid: service.pid, folder });
    await printJson(io, jsonFields({ runId: run.id, status, experiment, page, service: running }));
    return exitCode.ok;
  }
  await printFields(io, [
    { name: 'runId', title: 'Sweep', plain: escapeForTerminal(run.id) },
    { name: 'status', title: 'Status', plain: escapeForTerminal(status) },
    { name: 'experiment', title: 'Experiment', plain: escapeForTerminal(experiment) },
    ...(page === undefined ? [] : [{ name: 'page', title: 'Page', plain: escapeForTerminal(page) }]),
    { name: 'trials', title: 'Trials', plain: describeTrials(file.sweep.config) },
  ]);
  if (!isTerminalStatus(status)) await note(context, `Follow it with: ${commandLine(context, 'status', run.id)}`);
  return exitCode.ok;
}
