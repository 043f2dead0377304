// Starts the real Ray: a head, and more nodes on the same machine. Only to be used inside of the namespaces of
// in-namespaces.mjs: some of its ports listen on all interfaces, and what it leaves running ends with them.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @typedef {object} RayHead
 * @property {string} address Of its Jobs API, such as `http://127.0.0.1:8265`.
 * @property {(options: RayNodeOptions) => Promise<RayNode>} addNode Starts another node, whose trials see RAY_TEST_NODE=second.
 * @property {() => Promise<void>} kill Kills the head at once, as a power cut does; further nodes and commands of jobs run on.
 * @property {() => Promise<void>} stop Kills it and its nodes, and removes their files.
 *
 * @typedef {object} RayNode
 * @property {() => void} powerOff Kills all that runs on it at once.
 * @property {() => void} killRay Kills what is Ray's on it; commands of jobs run on.
 *
 * @typedef {object} RayNodeOptions
 * @property {number} cpus
 * @property {Readonly<Record<string, string>>} [env] Further variables, which its trials see.
 */

/**
 * @typedef {object} RayHeadOptions
 * @property {string} ray The path of the program `ray`.
 * @property {number} [cpus]
 * @property {string} [token] What requests must carry; without one all are taken.
 * @property {number} [portBase] The first of the ports that it listens on; another head needs others.
 * @property {number} [startTimeoutSeconds] After how long Ray fails a job that waits.
 */

/**
 * @param {RayHeadOptions} options
 * @returns {Promise<RayHead>}
 */
export async function startRayHead({ ray, cpus = 2, token, portBase = 8200, startTimeoutSeconds = 900 }) {
  const ports = { gcs: portBase, dashboard: portBase + 65, client: portBase + 1, agent: portBase + 2 };
  // The paths of Ray's sockets are long, and may have 107 characters.
  const folder = mkdtempSync('/tmp/hr-');
  const env = environmentOf(folder, token);
  const ofHead = [
    'start',
    '--head',
    `--port=${ports.gcs}`,
    '--dashboard-host=127.0.0.1',
    `--dashboard-port=${ports.dashboard}`,
    `--ray-client-server-port=${ports.client}`,
    `--dashboard-agent-listen-port=${ports.agent}`,
  ];
  const seconds = { RAY_JOB_START_TIMEOUT_SECONDS: String(startTimeoutSeconds) };
  await run(ray, [...ofHead, ...nodeArguments(path.join(folder, 'h'), cpus)], {
    env: { ...env, ...seconds },
    cwd: folder,
  });
  const address = `http://127.0.0.1:${ports.dashboard}`;
  let nodes = 0;
  await untilTaken(address, token);
  return {
    address,
    async addNode({ cpus: cpusOfNode, env: ofNodeAlone = {} }) {
      nodes += 1;
      const place = path.join(folder, `n${nodes}`);
      // An agent of its own for each: that of a node which is killed lives on for a while.
      const agent = ports.agent + nodes;
      const ofNode = ['start', `--address=127.0.0.1:${ports.gcs}`, `--dashboard-agent-listen-port=${agent}`];
      await run(ray, [...ofNode, ...nodeArguments(place, cpusOfNode)], {
        env: { ...env, ...ofNodeAlone, RAY_TEST_NODE: 'second' },
        cwd: folder,
      });
      return {
        killRay() {
          killWhereNamed(place);
        },
        powerOff() {
          killWhereNamed(place);
          killWhere((id) => readFileSync(`/proc/${id}/environ`, 'utf8').includes('RAY_TEST_NODE=second'));
        },
      };
    },
    kill: () => untilKilled(path.join(folder, 'h')),
    async stop() {
      await untilKilled(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * @param {string} tempDir
 * @param {number} cpus
 */
function nodeArguments(tempDir, cpus) {
  return [
    '--node-ip-address=127.0.0.1',
    `--num-cpus=${cpus}`,
    `--temp-dir=${tempDir}`,
    '--object-store-memory=100000000',
    '--disable-usage-stats',
  ];
}

/**
 * Of this environment only what programs need: a token that another Ray left in the home changes what a head accepts.
 * @param {string} folder
 * @param {string | undefined} token
 */
function environmentOf(folder, token) {
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const mode = token === undefined ? { RAY_AUTH_MODE: 'disabled' } : { RAY_AUTH_MODE: 'token', RAY_AUTH_TOKEN: token };
  // A busy machine takes longer than the 30 s that Ray waits by itself.
  const patience = { RAY_raylet_start_wait_time_s: '180' };
  return { PATH: process.env['PATH'], LANG: 'C.UTF-8', HOME: home, ...patience, ...mode };
}

/**
 * The command returns before the dashboard takes jobs.
 * @param {string} address
 * @param {string | undefined} token
 */
async function untilTaken(address, token) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  for (let left = 300; ; left -= 1) {
    const status = await fetch(`${address}/api/jobs/`, { headers }).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    if (left === 0) throw new Error(`The head at ${address} takes no jobs: status ${status}`);
    await sleep(100);
  }
}

/** @param {string} place */
async function untilKilled(place) {
  while (killWhereNamed(place) > 0) await sleep(100);
}

/**
 * Kills the processes of Ray whose command line contains a path, and says how many there were. The commands of its jobs
 * are not among them.
 * @param {string} place
 */
function killWhereNamed(place) {
  return killWhere((id) => {
    const command = readFileSync(`/proc/${id}/cmdline`, 'utf8');
    return command.includes(`${place}/`) && /gcs_server|raylet|\bray[/.]/.test(command);
  });
}

/**
 * @param {(id: string) => boolean} isMeant
 * @returns {number} How many processes were killed.
 */
function killWhere(isMeant) {
  let killed = 0;
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!isMeant(id)) continue;
      process.kill(Number(id), 'SIGKILL');
      killed += 1;
    } catch {
      // It has ended meanwhile.
    }
  }
  return killed;
}
