import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { printJson } from '../../output/print-json.js';
import { printChildColumns } from '../../output/tables/child-columns.js';
import { printChildTable } from '../../output/tables/child-table.js';
import { type ListChildrenOptions, listChildren } from '../../present/list-children.js';
import { listedToJson, listedToRow } from '../../present/show-child.js';

export type ChildrenOptions = ListChildrenOptions;

/** `hyperdrive children RUN`: the children sorted by the primary metric, or by what was asked for. */
export async function showChildren(
  context: CommandContext,
  runId: string,
  options: ChildrenOptions,
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const sweep = await findSweep(context, workspace, runId);
    const { primaryMetricName: metricName } = sweep.hyperdriveConfig;
    const listed = await listChildren(sweep, options, warningWriter(context));
    if (context.globals.json) {
      await printJson(context.io, listed.map(listedToJson));
      return exitCode.ok;
    }
    if (listed.length === 0) await note(context, `The sweep has no ${escapeForTerminal(which(options, metricName))}.`);
    const { columns } = options;
    await (columns === undefined
      ? printChildTable(context.io, listed.map(listedToRow), { sweepId: sweep.id, metricName })
      : printChildColumns(context.io, listed, { sweepId: sweep.id, metricName, columns }));
    return exitCode.ok;
  });
}

function which({ discardNoMetric, status }: ChildrenOptions, metricName: string): string {
  const ofStatus = status === undefined ? '' : ` with the status ${status.join(' or ')}`;
  return `children${discardNoMetric === true ? ` that logged ${metricName}` : ''}${ofStatus}`;
}
