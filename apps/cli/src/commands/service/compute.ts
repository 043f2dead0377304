import type { Capacity, Compute, ComputeReport } from '@hyperdrive-run/local';
import type { JsonObject } from '@hyperdrive-run/sdk';
import { type CommandContext, note } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { escapeAsOneLine, escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { formatBytes } from '../../output/format/format-bytes.js';
import { jsonFields } from '../../output/json-fields.js';
import { type Field, printFields } from '../../output/lines/print-fields.js';
import { printJson } from '../../output/print-json.js';
import { printTable } from '../../output/tables/print-table.js';
import { readComputeToken, type TokenSource } from '../../service/compute-token.js';
import { withLocalClient } from '../../service/local-client.js';
import { inWordsOfCommand } from '../../service/refused-compute.js';
import { requireFolder } from '../../service/require-folder.js';

export interface AddComputeOptions extends TokenSource {
  readonly cpus?: number | undefined;
  readonly gpus?: number | undefined;
  /** In bytes. */
  readonly memory?: number | undefined;
  readonly sharedFolder?: string | undefined;
  readonly setup?: readonly string[] | undefined;
}

/** `hyperdrive compute add`: lets sweeps run on a cluster. */
export async function addCompute(
  context: CommandContext,
  { name, uri, options }: { readonly name: string; readonly uri: string; readonly options: AddComputeOptions },
): Promise<ExitCode> {
  const folder = requireFolder(context, 'compute');
  const { cpus, gpus, memory: memoryBytes, sharedFolder, setup = [] } = options;
  const token = await readComputeToken(context.io, options);
  const compute = { name, uri, resources: { cpus, gpus, memoryBytes }, sharedFolder, setup };
  const added = await withLocalClient(folder, (client) => client.addCompute({ compute, token })).catch(
    (error: unknown) => {
      throw inWordsOfCommand(error, options);
    },
  );
  if (context.globals.json) await printJson(context.io, toJson(added));
  else {
    await printFields(context.io, toFields(added));
    await note(context, `Look whether trials can run there with: ${commandLine(context, 'compute', 'check', name)}`);
  }
  return exitCode.ok;
}

/** `hyperdrive compute list`: the computes that were added. */
export async function listComputes(context: CommandContext): Promise<ExitCode> {
  const folder = requireFolder(context, 'compute');
  const { readComputes } = await import('@hyperdrive-run/local');
  const computes = readComputes(folder);
  if (context.globals.json) {
    await printJson(context.io, computes.map(toJson));
    return exitCode.ok;
  }
  if (computes.length === 0) {
    const example = commandLine(context, 'compute', 'add', 'NAME', 'ray+http://HOST:8265');
    await note(context, `Trials run on this machine: no compute was added. Add one with: ${example}`);
    return exitCode.ok;
  }
  const rows = computes.map((compute) => [compute.name, escapeForTerminal(compute.uri), describeTrial(compute)]);
  await printTable(context.io, {
    plain: () => ({ names: ['name', 'uri', 'trial'], rows }),
    layouts: () => [
      { headings: ['compute', 'address', 'a trial'], rows, aligns: ['left', 'left', 'left'], elastic: 1 },
    ],
  });
  return exitCode.ok;
}

/** `hyperdrive compute remove`: forgets a compute that no sweep runs on. */
export async function removeCompute(context: CommandContext, name: string): Promise<ExitCode> {
  const folder = requireFolder(context, 'compute');
  const removed = await withLocalClient(folder, (client) => client.removeCompute(name));
  if (context.globals.json) await printJson(context.io, toJson(removed));
  else await note(context, `Removed ${removed.name}. Files that name it run on this machine from now on.`);
  return exitCode.ok;
}

/** `hyperdrive compute check`: whether trials can run there now. */
export async function checkCompute(context: CommandContext, name: string): Promise<ExitCode> {
  const folder = requireFolder(context, 'compute');
  const report = await withLocalClient(folder, (client) => client.checkCompute(name));
  if (context.globals.json) await printJson(context.io, reportToJson(report));
  else {
    await printFields(context.io, reportToFields(report));
    for (const problem of report.problems) await note(context, `Problem: ${escapeAsOneLine(problem)}`);
    if (report.problems.length === 0) await note(context, 'Trials can run there.');
  }
  return report.problems.length === 0 ? exitCode.ok : exitCode.failure;
}

function toJson({ resources, ...compute }: Compute): JsonObject {
  return jsonFields({ ...compute, ...resources });
}

function toFields(compute: Compute): readonly Field[] {
  const { name, uri, sharedFolder, setup } = compute;
  return [
    { name: 'name', title: 'Compute', plain: name },
    { name: 'uri', title: 'Address', plain: escapeAsOneLine(uri) },
    { name: 'trial', title: 'A trial', plain: describeTrial(compute) },
    { name: 'sharedFolder', title: 'Folder', plain: escapeAsOneLine(sharedFolder ?? '') },
    { name: 'setup', title: 'Setup', plain: escapeAsOneLine(setup.join('; ')) },
  ];
}

/** What a trial asks for: `2 CPUs, 1 GPU, 4.0 GB`. */
function describeTrial({ resources: { cpus, gpus, memoryBytes } }: Compute): string {
  return [
    ...(cpus === undefined ? [] : [`${cpus} ${cpus === 1 ? 'CPU' : 'CPUs'}`]),
    ...(gpus === undefined ? [] : [`${gpus} ${gpus === 1 ? 'GPU' : 'GPUs'}`]),
    ...(memoryBytes === undefined ? [] : [formatBytes(memoryBytes)]),
  ].join(', ');
}

function reportToJson({ engine, cpus, gpus, memoryBytes, nodeReachesService, problems }: ComputeReport): JsonObject {
  const capacity = (found: Capacity | undefined): JsonObject | undefined => found && jsonFields({ ...found });
  return jsonFields({
    engine,
    cpus: capacity(cpus),
    gpus: capacity(gpus),
    memoryBytes: capacity(memoryBytes),
    nodeReachesService,
    problems,
  });
}

function reportToFields({ engine, cpus, gpus, memoryBytes, nodeReachesService }: ComputeReport): readonly Field[] {
  const free = (capacity: Capacity | undefined, format: (amount: number) => string = String): string =>
    capacity === undefined ? '' : `${format(capacity.free)} of ${format(capacity.total)} free`;
  const reaches = nodeReachesService === undefined ? 'not tried' : nodeReachesService ? 'yes' : 'no';
  return [
    { name: 'engine', title: 'Engine', plain: escapeAsOneLine(engine) },
    { name: 'cpus', title: 'CPUs', plain: free(cpus) },
    { name: 'gpus', title: 'GPUs', plain: free(gpus) },
    { name: 'memory', title: 'Memory', plain: free(memoryBytes, formatBytes) },
    { name: 'nodeReachesService', title: 'Reaches us', plain: reaches },
  ];
}
