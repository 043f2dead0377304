import { join } from 'node:path';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { createRunFiles } from '../../../storage/files/disk-run-files.js';
import type { Compute } from '../computes/compute.js';
import type { RunnerHost } from '../computes/compute-engine.js';
import type { ComputeReport } from '../computes/compute-report.js';
import type { RunnerFace } from '../computes/load-runner.js';
import { createProvenWays } from '../proven-ways.js';
import type { TrialRunner } from '../trial-runner.js';
import { createSlurmCommands } from './commands/slurm-commands.js';
import { jobEnvironment } from './job-environment.js';
import { probeNode } from './probe-node.js';
import { parseSlurmAddress } from './slurm-address.js';
import { findHopeless, requireReady } from './slurm-readiness.js';
import { createSlurmTrialRunner, type SlurmPace } from './slurm-runner.js';

/** How long the first sweep waits for a probe, in milliseconds: one that waits for longer is no reason to refuse it. */
const readyMs = 15_000;

/** The runner of a cluster, which submits with the environment of its service. */
export function openSlurmRunner(face: RunnerFace, compute: Compute, host: RunnerHost, pace: SlurmPace): TrialRunner {
  const { uri, resources, setup, sharedFolder } = compute;
  const environment = environmentOf(host);
  const commands = createSlurmCommands({ ...pace, environment });
  const ways = createProvenWays();
  const probe = () => probeNode(compute, sharedFolderOf(compute, host), commands, { timeoutMs: readyMs });
  return createSlurmTrialRunner({
    ...face,
    ...pace,
    environment,
    requireReady: (config, options) => requireReady({ compute, commands, probe, ways }, config, options),
    partition: parseSlurmAddress(uri)?.partition,
    resources,
    setup,
    files: sharedFolder === undefined ? host.files : createRunFiles(join(sharedFolder, 'hyperdrive')),
    collectInto: sharedFolder === undefined ? undefined : host.files,
    callService: host.callService,
  });
}

/** Asks a cluster's commands for its version and what is free, and a node whether it sees the shared folder. */
export async function checkSlurm(
  compute: Compute,
  host: RunnerHost,
  pace: SlurmPace,
  { signal }: CallOptions,
): Promise<ComputeReport> {
  const commands = createSlurmCommands({ ...pace, environment: environmentOf(host) });
  const engine = await commands.version();
  const nodes = await commands.listNodes(parseSlurmAddress(compute.uri)?.partition);
  const { cpus, gpus } = nodes;
  const found = { engine, cpus, ...(gpus.total === 0 ? {} : { gpus }) };
  const hopeless = findHopeless(compute, nodes);
  if (hopeless.length > 0) return { ...found, problems: hopeless };
  const probe = await probeNode(compute, sharedFolderOf(compute, host), commands, { signal });
  return { ...found, nodeReachesService: probe.isShared, problems: probe.problems };
}

function environmentOf(host: RunnerHost): Readonly<Record<string, string>> {
  return jobEnvironment(host.environment ?? process.env);
}

/** Where trials live: without a shared folder of its own, the service's folder is on one. */
function sharedFolderOf({ sharedFolder }: Compute, host: RunnerHost): string {
  return sharedFolder ?? host.folder;
}
