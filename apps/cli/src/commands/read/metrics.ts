import { HyperDriveRun, type JsonValue, type RunMetrics, toPythonMetricShape } from '@hyperdrive-run/sdk';
import { type CommandContext, note } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { asGroup, findRun } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { printJson } from '../../output/print-json.js';
import { printMetricTable } from '../../output/tables/metric-table.js';

/** `hyperdrive metrics RUN`: everything that the children of a sweep, or one run, logged. */
export async function showMetrics(context: CommandContext, runId: string): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const run = asGroup(await findRun(context, workspace, runId));
    const found =
      run instanceof HyperDriveRun
        ? await run.getMetrics()
        : new Map<string, RunMetrics>([[run.id, await run.getMetrics()]]);
    if (context.globals.json) {
      await printJson(context.io, new Map([...found].map(([id, metrics]) => [id, pythonShape(metrics)])));
      return exitCode.ok;
    }
    if ([...found.values()].every(({ size }) => size === 0)) await note(context, 'Nothing was logged.');
    await printMetricTable(context.io, found, run.record?.parentRunId ?? run.id);
    return exitCode.ok;
  });
}

function pythonShape(metrics: RunMetrics): JsonValue {
  return new Map([...metrics].map(([name, metric]) => [name, toPythonMetricShape(metric)]));
}
