import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const local = path.join(import.meta.dirname, '../../packages/local');

/** The program that is measured, in a process of its own: it prints where it listens, and ends with its input. */
const served = `
import { startLocalService } from './src/index.ts';
const service = await startLocalService({ folder: process.argv[2] });
process.stdin.resume().once('end', () => void service.close());
console.log(JSON.stringify({ address: service.address, token: service.token }));
`;

/**
 * @typedef {object} MeasuredService
 * @property {string} address
 * @property {string} token
 * @property {() => Promise<number>} cpuMs What its process has computed so far.
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the service of this working copy on a folder, without a build.
 * @param {string} folder
 * @returns {Promise<MeasuredService>}
 */
export async function startService(folder) {
  // Inside of the package, so that what it imports is found.
  const bundled = await mkdtemp(path.join(local, 'node_modules/.bench-'));
  const entry = path.join(bundled, 'served.mjs');
  await build({
    stdin: { contents: served, resolveDir: local },
    outfile: entry,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@hyperdrive-run/source'],
    external: ['libsql'],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
  const child = spawn(process.execPath, [entry, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const { address, token } = JSON.parse(String(line));
  return {
    address,
    token,
    cpuMs: () => cpuMsOf(child.pid ?? 0),
    async stop() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
      await rm(bundled, { recursive: true, force: true });
    },
  };
}

/**
 * What a process and its threads have computed, as Linux counts it in hundredths of a second; 0 elsewhere.
 * @param {number} pid
 */
async function cpuMsOf(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}
