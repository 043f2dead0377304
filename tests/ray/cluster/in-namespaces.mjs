// Runs a command where it sees no network but a loopback of its own and no processes but its own: what a cluster leaves
// running ends with the command, and no port is open to others. Linux only, as root or where users may make namespaces.

import { spawn, spawnSync } from 'node:child_process';

const separate = ['-n', '-p', '-f', '--mount-proc', '--kill-child'];
const ways = [separate, ['-r', ...separate]];

/** `ip` is not everywhere, Python is: brings up `lo`. */
const loopbackUp = `
import fcntl, socket, struct
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh", b"lo", 0x41))`;

/** The first process of a process namespace adopts those whose parent has ended. A shell that waits reaps them. */
const script = '"$0" -c "$1" || exit 70; shift; "$@"; exit $?';

/**
 * @param {string} python any interpreter
 * @returns {{ prefix: readonly string[] } | { notRun: string }} what a command is put behind, to run in namespaces of its own
 */
export function namespacesPrefix(python) {
  if (process.platform !== 'linux') return { notRun: 'network and process namespaces exist on Linux only' };
  const way = ways.find((options) => spawnSync('unshare', [...options, 'true']).status === 0);
  if (way === undefined) return { notRun: 'this user may not make network and process namespaces (unshare)' };
  return { prefix: ['unshare', ...way, '/bin/sh', '-c', script, python, loopbackUp] };
}

/**
 * @param {{ python: string, command: readonly string[], env: NodeJS.ProcessEnv }} what `python` is any interpreter.
 * @returns {Promise<{ code: number } | { notRun: string }>}
 */
export async function runInNamespaces({ python, command, env }) {
  const way = namespacesPrefix(python);
  if ('notRun' in way) return way;
  const [program = '', ...args] = way.prefix;
  const child = spawn(program, [...args, ...command], { stdio: 'inherit', env });
  // With its parent gone all of it ends: --kill-child.
  const end = () => child.kill('SIGKILL');
  process.on('exit', end);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
  process.off('exit', end);
  return { code };
}
