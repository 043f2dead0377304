// What a SLURM cluster on one machine needs: Debian's packages, installed where they are missing and we may.

import { spawnSync } from 'node:child_process';
import { platform } from 'node:process';

/** Each program with the Debian package that brings it. */
const programs = new Map([
  ['slurmctld', 'slurm-wlm'],
  ['slurmd', 'slurm-wlm'],
  ['sbatch', 'slurm-wlm'],
  ['munged', 'munge'],
  ['ip', 'iproute2'],
  ['unshare', 'util-linux'],
]);

/**
 * @returns {{ readonly notRun: string } | undefined} why no cluster can be started here; `undefined` where one can
 */
export function installSlurm() {
  if (platform !== 'linux') return { notRun: 'SLURM runs on Linux only' };
  if (process.getuid?.() !== 0) return { notRun: 'namespaces and daemons of SLURM are started as root only' };
  const missing = findMissing();
  if (missing.length > 0 && !has('apt-get')) return { notRun: `${missing.join(', ')}: not found, nor apt-get` };
  if (missing.length > 0) {
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', ...missing],
    ]) {
      const { status, stderr } = spawnSync('apt-get', args, { env: environment, encoding: 'utf8' });
      if (status !== 0) return { notRun: `apt-get ${args[0]} failed: ${stderr.trim().split('\n').at(-1)}` };
    }
  }
  const isolated = spawnSync('unshare', ['-n', '-u', '-p', '-f', '--mount-proc', '--kill-child', 'true']);
  return isolated.status === 0 ? undefined : { notRun: 'namespaces cannot be made here (unshare failed)' };
}

function findMissing() {
  return [...new Set([...programs].filter(([program]) => !has(program)).map(([, debian]) => debian))];
}

/** @param {string} program */
function has(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
