// Runs the command that starts a head or a node of Ray, and waits until it is up, however busy the machine is.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilTurn } from './in-turn.mjs';
import { patienceFor } from './patience.mjs';
import { isDaemonUp, placeVariable, untilKilled } from './processes.mjs';

/** A busy machine takes longer than the 30 s that Ray waits by itself for each of these: how long is waited is decided here. */
export const patientStart = {
  RAY_raylet_start_wait_time_s: '3600',
  RAY_gcs_server_port_wait_time_s: '3600',
  RAY_agent_register_timeout_ms: '3600000',
  RAY_worker_register_timeout_seconds: '180',
};

/**
 * How often it is tried to start a head or a node. Ray cannot be told to wait longer at two places: its daemon dies where an agent of
 * it is not up after half a minute, and the command gives up where the node has not registered by then.
 */
const tries = 4;

/** One start at a time: several at once are what makes them slow. */
const startPorts = [8989];

/**
 * Runs the command that starts a head or a node.
 * @param {string} ray
 * @param {readonly string[]} args
 * @param {{ env: Readonly<Record<string, string | undefined>>, place: string }} where
 */
export async function startRay(ray, args, { env, place }) {
  const giveBack = await untilTurn(startPorts);
  try {
    for (let left = tries - 1; ; left -= 1) {
      const { code, printed } = await runPatiently(ray, args, { env: { ...env, [placeVariable]: place }, place });
      if (code === 0) return;
      await untilKilled(place);
      const mayPass = code === undefined || printed.includes('timed out during startup');
      if (left === 0 || !mayPass) throw new Error(`ray start failed:\n${printed}`);
    }
  } finally {
    giveBack();
  }
}

/**
 * @param {string} ray
 * @param {readonly string[]} args
 * @param {{ env: Readonly<Record<string, string | undefined>>, place: string }} where
 * @returns {Promise<{ code: number | null | undefined, printed: string }>} without a code where the node's daemon died: the command
 *   would wait for it as long as it may
 */
async function runPatiently(ray, args, { env, place }) {
  const child = spawn(ray, args, { env, cwd: path.dirname(place), stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  }
  const look = patienceFor(`What starts in ${place}`, place);
  let wasUp = false;
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      try {
        look();
        const isUp = isDaemonUp(place);
        if (wasUp && !isUp) {
          clearInterval(timer);
          child.kill('SIGKILL');
          resolve({ code: undefined, printed: `${printed}Its daemon has died.` });
        }
        wasUp ||= isUp;
      } catch (error) {
        clearInterval(timer);
        child.kill('SIGKILL');
        reject(error);
      }
    }, 1000);
    child.once('error', reject);
    // What it leaves running may hold its output open.
    child.once('exit', (code) => {
      clearInterval(timer);
      resolve({ code, printed });
    });
  });
}

/**
 * The command returns before the dashboard takes jobs.
 * @param {string} address
 * @param {string | undefined} token
 * @param {string} place
 */
export async function untilTaken(address, token, place) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const look = patienceFor(`The head at ${address}`, place);
  while (!(await isTaking(`${address}/api/jobs/`, headers))) {
    look();
    await sleep(250);
  }
}

/**
 * @param {string} url
 * @param {Readonly<Record<string, string>>} headers
 */
async function isTaking(url, headers) {
  try {
    return (await fetch(url, { headers, signal: AbortSignal.timeout(30_000) })).status === 200;
  } catch {
    return false;
  }
}
