// The real Python class, in a process of its own, on the sweep of fake-azure.mjs.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ensurePythonEnvironment } from '../python/make-environment.mjs';
import { sweepId } from './sweep-id.mjs';

const workerScript = path.join(import.meta.dirname, '../python/worker.py');

/**
 * @typedef {object} PythonSweep
 * @property {(op: 'children_sorted' | 'metrics') => Promise<number>} ask Resolves to how many it read.
 * @property {() => void} close
 */

/**
 * @param {string} address
 * @returns {Promise<PythonSweep | { readonly notRun: string }>}
 */
export async function openInPython(address) {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return environment;
  const worker = spawn(environment.python, [workerScript], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: worker.stdout })[Symbol.asyncIterator]();
  /**
   * @param {string} op
   * @param {Record<string, unknown>} args
   */
  const ask = async (op, args) => {
    worker.stdin.write(`${JSON.stringify({ id: 1, op, args })}\n`);
    const { value = '{}' } = await lines.next();
    const answer = JSON.parse(value);
    if (answer.ok !== true) throw new Error(`The Python class failed: ${answer.error?.message ?? 'it has ended'}`);
    return answer.value;
  };
  const workspace = { subscription: 's', group: 'g', workspace: 'w', workspaceId: 'w' };
  const sweep = { ...workspace, experiment: 'bench', experimentId: 'e', runId: sweepId };
  const handle = await ask('open', { address, token: 'token', ...sweep });
  return {
    ask: async (op) => Object.keys(await ask(op, { handle })).length,
    close: () => worker.stdin.end(),
  };
}
