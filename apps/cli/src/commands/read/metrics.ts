import { HyperDriveRun, type JsonValue, type RunMetrics, toPythonMetricShape } from '@hyperdrive-run/sdk';
import { type CommandContext, note } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { asGroup, findRun } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { printJsonEntries } from '../../output/print-json.js';
import { printMetricLines } from '../../output/tables/metric-lines.js';

type Logged = AsyncGenerator<readonly [runId: string, metrics: RunMetrics], void, undefined>;

/** `hyperdrive metrics RUN`: everything that the children of a sweep, or one run, logged. */
export async function showMetrics(context: CommandContext, runId: string): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const run = asGroup(await findRun(context, workspace, runId));
    const { io, globals } = context;
    let isLogged = false;

    async function* read(): Logged {
      const found = run instanceof HyperDriveRun ? run.streamMetrics() : [[run.id, await run.getMetrics()] as const];
      for await (const [id, metrics] of found) {
        isLogged ||= metrics.size > 0;
        yield [id, metrics];
      }
    }

    if (globals.json) {
      await printJsonEntries(io, inPythonShape(read()));
      return exitCode.ok;
    }
    if (io.stdout.isTerminal) {
      // The columns of a table are as wide as their widest texts: all of it is read first.
      const { printMetricTable } = await import('../../output/tables/metric-table.js');
      await printMetricTable(io, await collect(read()), run.record?.parentRunId ?? run.id);
    } else await printMetricLines(io, read());
    if (!isLogged) await note(context, 'Nothing was logged.');
    return exitCode.ok;
  });
}

async function collect(logged: Logged): Promise<ReadonlyMap<string, RunMetrics>> {
  const runs = new Map<string, RunMetrics>();
  for await (const [runId, metrics] of logged) runs.set(runId, metrics);
  return runs;
}

async function* inPythonShape(logged: Logged): AsyncGenerator<readonly [string, JsonValue], void, undefined> {
  for await (const [runId, metrics] of logged) {
    yield [runId, new Map([...metrics].map(([name, metric]) => [name, toPythonMetricShape(metric)]))];
  }
}
