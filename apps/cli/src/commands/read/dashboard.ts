import type { Workspace } from '@hyperdrive-run/sdk';
import { codeOf, messageOf } from '../../context/caught-error.js';
import { CliError } from '../../context/cli-error.js';
import { type CommandContext, note } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';

export interface DashboardOptions {
  /** Default: a free one. */
  readonly port?: number | undefined;
}

/** `hyperdrive dashboard [RUN]`: serves a page about the sweeps until Ctrl+C. */
export async function showDashboard(
  context: CommandContext,
  text: string | undefined,
  { port }: DashboardOptions,
): Promise<ExitCode> {
  const { startDashboard } = await loadDashboard();
  return withWorkspace(context, async (workspace) => {
    // A wrong id is reported here, not in the browser.
    const runId = text === undefined ? undefined : (await findSweep(context, workspace, text)).id;
    let release = (): void => undefined;
    const stopped = new Promise<void>((resolve) => {
      release = context.io.onStopSignal(() => resolve());
    });
    // Of the sdk that the dashboard has, whose classes it knows runs by.
    const { Workspace } = await import('@hyperdrive-run/sdk');
    const dashboard = await startDashboard({ workspace: new Workspace(workspace.backend), port, runId });
    try {
      await (context.globals.json
        ? printJson(context.io, jsonFields({ url: dashboard.url }))
        : context.io.stdout.write(`${dashboard.url}\n`));
      await note(context, 'Open this address in a browser; it works once. Ctrl+C ends the dashboard.');
      await stopped;
    } finally {
      release();
      await dashboard.close();
    }
    return exitCode.ok;
  });
}

/** What the optional package offers. It is installed apart: most people at a terminal do without it. */
interface DashboardPackage {
  readonly startDashboard: (options: {
    readonly workspace: Workspace;
    readonly port?: number | undefined;
    readonly runId?: string | undefined;
  }) => Promise<{ readonly url: string; close(): Promise<void> }>;
}

const packageName = '@hyperdrive-run/dashboard';

async function loadDashboard(): Promise<DashboardPackage> {
  try {
    return await import(packageName);
  } catch (error) {
    const isMissing = codeOf(error) === 'ERR_MODULE_NOT_FOUND' && messageOf(error).includes(packageName);
    if (!isMissing) throw error;
    throw new CliError({
      message: 'The dashboard is not installed.',
      hint: `Install it beside this command: npm install ${packageName} (with -g, if hyperdrive is global).`,
      cause: error,
    });
  }
}
