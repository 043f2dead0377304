import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const inside = fileURLToPath(new URL('./inside.mjs', import.meta.url));

/** The first process of a namespace inherits the processes whose parent has ended, and must notice that they end. */
const firstProcess = '"$@" & wait $!';

/**
 * Runs a command in a SLURM cluster of its own, in namespaces with a network of loopback only. The cluster and whatever the
 * command left running have ended when this resolves.
 * @param {readonly string[]} command
 * @param {{ isQuiet?: boolean }} options with `isQuiet` what it prints is printed when it has ended: others run beside it
 * @returns {Promise<number>} what it exited with
 */
export async function runInCluster(command, { isQuiet = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-slurm-'));
  try {
    const isolated = ['-n', '-u', '-p', '-f', '--mount-proc', '--kill-child'];
    const first = ['sh', '-c', firstProcess, 'sh', process.execPath, inside, folder];
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = isQuiet ? ['inherit', 'pipe', 'pipe'] : 'inherit';
    const child = spawn('unshare', [...isolated, ...first, ...command], { stdio });
    /** @type {Buffer[]} */
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => void printed.push(data));
    const stop = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    process.once('SIGINT', stop).once('SIGTERM', stop);
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        process.stdout.write(Buffer.concat(printed));
        resolve(code ?? 1);
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
