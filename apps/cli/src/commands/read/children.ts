import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { printJson } from '../../output/print-json.js';
import { printChildTable } from '../../output/tables/child-table.js';
import { childToJson, childToRow } from '../../present/show-child.js';

export interface ChildrenOptions {
  readonly top?: number | undefined;
  readonly reverse?: boolean | undefined;
  readonly discardNoMetric?: boolean | undefined;
}

/** `hyperdrive children RUN`: the children sorted by the primary metric. */
export async function showChildren(
  context: CommandContext,
  runId: string,
  { top, reverse, discardNoMetric }: ChildrenOptions,
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const sweep = await findSweep(context, workspace, runId);
    const children = await sweep.getChildrenSortedByPrimaryMetric({
      top,
      reverse,
      discardNoMetric,
      onWarning: warningWriter(context),
      reuseRecord: true,
    });
    if (context.globals.json) {
      await printJson(context.io, children.map(childToJson));
      return exitCode.ok;
    }
    if (children.length === 0) {
      const which =
        discardNoMetric === true ? `children that logged ${sweep.hyperdriveConfig.primaryMetricName}` : 'children';
      await note(context, `The sweep has no ${escapeForTerminal(which)}.`);
    }
    await printChildTable(context.io, children.map(childToRow), {
      sweepId: sweep.id,
      metricName: sweep.hyperdriveConfig.primaryMetricName,
    });
    return exitCode.ok;
  });
}
