// Starts the real Ray: a head, and more nodes on the same machine. Only to be used inside of the namespaces of
// in-namespaces.mjs: some of its ports listen on all interfaces, and what it leaves running ends with them.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { kill, processesOn, rayProcessesIn, untilKilled } from './processes.mjs';
import { patientStart, startRay, untilTaken } from './start-ray.mjs';

/**
 * @typedef {object} RayHead
 * @property {string} address Of its Jobs API, such as `http://127.0.0.1:8265`.
 * @property {(options: RayNodeOptions) => Promise<RayNode>} addNode Starts another node.
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
 * @property {string} [hides] A folder that is an empty one of its own there.
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
  const place = path.join(folder, 'h');
  const seconds = { RAY_JOB_START_TIMEOUT_SECONDS: String(startTimeoutSeconds) };
  await startRay(ray, [...ofHead, ...nodeArguments(place, cpus)], { env: { ...env, ...seconds }, place });
  const address = `http://127.0.0.1:${ports.dashboard}`;
  let nodes = 0;
  await untilTaken(address, token, place);
  return {
    address,
    async addNode({ cpus: cpusOfNode, env: ofNodeAlone = {}, hides }) {
      nodes += 1;
      const ofNodePlace = path.join(folder, `n${nodes}`);
      // An agent of its own for each: that of a node which is killed lives on for a while.
      const agent = ports.agent + nodes;
      const ofNode = ['start', `--address=127.0.0.1:${ports.gcs}`, `--dashboard-agent-listen-port=${agent}`];
      const [program, ...args] = [...behind(hides), ray, ...ofNode, ...nodeArguments(ofNodePlace, cpusOfNode)];
      await startRay(program, args, {
        env: { ...env, ...ofNodeAlone },
        place: ofNodePlace,
      });
      return {
        killRay: () => kill(rayProcessesIn(ofNodePlace)),
        powerOff: () => kill([...rayProcessesIn(ofNodePlace), ...processesOn(ofNodePlace)]),
      };
    },
    kill: () => untilKilled(place),
    async stop() {
      await untilKilled(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * What a command is put behind, to see an empty folder in place of one.
 * @param {string | undefined} hidden
 * @returns {readonly [string, ...string[]] | readonly []}
 */
function behind(hidden) {
  if (hidden === undefined) return [];
  return ['unshare', '-m', 'sh', '-c', 'mount -t tmpfs tmpfs "$0" && exec "$@"', hidden];
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
  return { PATH: process.env['PATH'], LANG: 'C.UTF-8', HOME: home, ...patientStart, ...mode };
}
