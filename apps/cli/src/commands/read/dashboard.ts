import type { Workspace } from '@hyperdrive-run/sdk';
import { codeOf, messageOf } from '../../context/caught-error.js';
import { CliError } from '../../context/cli-error.js';
import { type CommandContext, note } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { type DashboardActs, dashboardActs } from '../../open/dashboard-acts.js';
import { findSweep } from '../../open/find-run.js';
import { openBrowser } from '../../open/open-browser.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';

export interface DashboardOptions {
  /** Default: a free one. */
  readonly port?: number | undefined;
  /** Whether the browser is opened. */
  readonly open?: boolean | undefined;
  /** Whether the page only reads. */
  readonly readOnly?: boolean | undefined;
}

/** `hyperdrive dashboard [RUN]`: serves a page about the sweeps until Ctrl+C. */
export async function showDashboard(
  context: CommandContext,
  text: string | undefined,
  { port, open = false, readOnly = false }: DashboardOptions,
): Promise<ExitCode> {
  const { startDashboard } = await loadDashboard();
  return withWorkspace(context, async (workspace, opened) => {
    // A wrong id is reported here, not in the browser.
    const runId = text === undefined ? undefined : (await findSweep(context, workspace, text)).id;
    const releases: (() => unknown)[] = [];
    const stopped = new Promise<void>((resolve) => {
      releases.push(context.io.onStopSignal(() => resolve()));
    });
    // Of the sdk that the dashboard has, whose classes it knows runs by.
    const { Workspace } = await import('@hyperdrive-run/sdk');
    const acts = readOnly ? {} : dashboardActs(context, opened);
    const dashboard = await startDashboard({ workspace: new Workspace(workspace.backend), port, runId, acts });
    try {
      await printUrl(context, dashboard.url);
      if (open) releases.push(await openBrowser(dashboard.newUrl()));
      const { onEnter } = context.io;
      if (onEnter !== undefined) releases.push(onEnter(() => void printUrl(context, dashboard.newUrl())));
      const more = onEnter === undefined ? '' : ' Enter prints another one.';
      await note(context, `Open this address in a browser; it works once.${more} Ctrl+C ends the dashboard.`);
      await stopped;
    } finally {
      for (const release of releases) await release();
      await dashboard.close();
    }
    return exitCode.ok;
  });
}

async function printUrl({ io, globals }: CommandContext, url: string): Promise<void> {
  await (globals.json ? printJson(io, jsonFields({ url })) : io.stdout.write(`${url}\n`));
}

/** What the optional package offers. It is installed apart: most people at a terminal do without it. */
interface DashboardPackage {
  readonly startDashboard: (options: {
    readonly workspace: Workspace;
    readonly port?: number | undefined;
    readonly runId?: string | undefined;
    readonly acts?: DashboardActs | undefined;
  }) => Promise<{ readonly url: string; newUrl(): string; close(): Promise<void> }>;
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
