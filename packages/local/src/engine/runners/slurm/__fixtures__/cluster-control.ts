import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The cluster that these tests run in, which npm run test:slurm started. */
const folder = process.env['HYPERDRIVE_SLURM_CLUSTER'] ?? '';

/** Runs one of SLURM's commands, and returns what it printed. */
export async function slurm(command: string, ...args: readonly string[]): Promise<string> {
  return (await run(command, args, { encoding: 'utf8' })).stdout;
}

/** Ends the daemon that decides, as a maintenance does (SIGTERM) or a crash (SIGKILL). */
export async function endController(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  await endDaemon('slurmctld', signal);
}

/** Starts the controller, and waits until it responds. */
export async function startController(): Promise<void> {
  await slurm('slurmctld');
  await until(isControllerUp);
}

async function isControllerUp(): Promise<boolean> {
  return (await slurm('scontrol', 'ping').catch(() => '')).includes('UP');
}

/** Makes the cluster as it was for the next test, whatever the last one left. */
export async function restoreCluster(): Promise<void> {
  if (!(await isControllerUp())) await startController();
  if (!isDaemonUp('slurmd')) await startNode();
  await slurm('scancel', '--me');
  await until(async () => (await slurm('squeue', '-h', '--me')).trim() === '');
}

function isDaemonUp(name: string): boolean {
  try {
    return process.kill(Number(readFileSync(join(folder, `${name}.pid`), 'utf8')), 0);
  } catch {
    return false;
  }
}

/** Ends the daemon of the node at once, as a power failure does. */
export async function endNode(): Promise<void> {
  await endDaemon('slurmd', 'SIGKILL');
}

/** The processes that run a program. */
export async function processesNamed(name: string): Promise<readonly number[]> {
  const listed = await slurm('ps', '-e', '-o', 'pid=,comm=');
  return listed.split('\n').flatMap((line) => {
    const [id, command] = line.trim().split(/\s+/);
    return command === name ? [Number(id)] : [];
  });
}

/** Starts the node, and waits until it takes jobs. @param through what its daemon is started with: a program and its arguments */
export async function startNode(through: readonly string[] = []): Promise<void> {
  const [program, ...args] = [...through, 'slurmd', '-N', 'localhost'];
  await slurm(program, ...args);
  await slurm('scontrol', 'update', 'NodeName=localhost', 'State=RESUME').catch(() => '');
  await until(async () => /^(?:idle|mix|alloc)\s*$/m.test(await slurm('sinfo', '-h', '-p', 'main', '-o', '%t')));
}

/** Occupies all CPUs of the node with a job of somebody else's. @returns ends it */
export async function occupyNode(): Promise<() => Promise<void>> {
  const id = (await slurm('sbatch', '--parsable', '--exclusive', '--output=/dev/null', '--wrap', 'sleep 600')).trim();
  await until(async () => (await slurm('squeue', '-h', '-j', id, '-o', '%T')).includes('RUNNING'));
  return async () => {
    await slurm('scancel', id);
  };
}

/** Waits until something is so, for half a minute at most. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await Promise.resolve(isSo()))) {
    if (performance.now() > deadline) throw new Error('It is not so after half a minute.');
    await delay(50);
  }
}

async function endDaemon(name: 'slurmctld' | 'slurmd', signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const id = Number(readFileSync(join(folder, `${name}.pid`), 'utf8'));
  process.kill(id, signal);
  await until(() => !existsSync(`/proc/${id}`) || readFileSync(`/proc/${id}/stat`, 'utf8').includes(') Z '));
}
