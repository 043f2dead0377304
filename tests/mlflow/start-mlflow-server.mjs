// Starts the real MLflow tracking server on a free loopback port, and ends it with all its children.

import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureMlflowEnvironment } from './python/make-environment.mjs';

/** What a start may take on a busy machine; it usually takes about five seconds. */
const startTimeoutMs = 90_000;
/** How long the server gets to end by itself before it is killed. */
const stopGraceMs = 5_000;

/**
 * @typedef {object} MlflowServer
 * @property {string} url Its tracking URI, such as `http://127.0.0.1:5001`.
 * @property {string} folder Its database, artifacts and log (`server.log`).
 * @property {number} pid The leader of its process group.
 * @property {() => Promise<void>} stop Ends it and every process that it started; removes the folder if it was made here.
 */

/**
 * @param {{ folder?: string | undefined, port?: number | undefined, signal?: AbortSignal | undefined }} [options]
 *   `folder` keeps its data (a temporary one by default), `port` is a free one by default.
 * @returns {Promise<{ server: MlflowServer } | { notRun: string }>} `notRun` says why the environment could not be made.
 *   Rejects where the server does not start, with the end of its log.
 */
export async function startMlflowServer({ folder: chosenFolder, port: chosenPort, signal } = {}) {
  const environment = await ensureMlflowEnvironment();
  if ('notRun' in environment) return environment;
  signal?.throwIfAborted();

  const folder = chosenFolder ?? (await mkdtemp(path.join(os.tmpdir(), 'hyperdrive-mlflow-')));
  await mkdir(path.join(folder, 'artifacts'), { recursive: true });
  const port = chosenPort ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(environment.python, serverArguments(folder, port), {
    cwd: folder,
    env: serverEnvironment(),
    // A group of its own, so that the workers that it starts end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(path.join(folder, 'server.log'));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  let isRunning = true;
  void ended.then(() => {
    isRunning = false;
    log.end();
  });

  const killGroup = (/** @type {NodeJS.Signals | 0} */ name) => signalGroup(child.pid, name);
  const killAtExit = () => killGroup('SIGKILL');
  process.once('exit', killAtExit);
  const stop = async () => {
    await endGroup(killGroup);
    await ended;
    process.off('exit', killAtExit);
    if (chosenFolder === undefined) await rm(folder, { recursive: true, force: true });
  };

  try {
    await untilHealthy(url, () => isRunning, signal);
  } catch (error) {
    const text = await readFile(path.join(folder, 'server.log'), 'utf8').catch(() => '');
    await stop();
    signal?.throwIfAborted();
    throw new Error(`The MLflow server did not start:\n${text.trim().split('\n').slice(-12).join('\n')}`, {
      cause: error,
    });
  }
  return { server: { url, folder, pid: child.pid ?? 0, stop } };
}

/**
 * @param {string} folder
 * @param {number} port
 */
function serverArguments(folder, port) {
  const service = ['-m', 'mlflow', 'server', '--host', '127.0.0.1', '--port', String(port), '--workers', '1'];
  const database = `sqlite:///${path.join(folder, 'mlflow.db')}`; // Four slashes in all: an absolute path.
  const artifacts = path.join(folder, 'artifacts');
  return [...service, '--backend-store-uri', database, '--artifacts-destination', artifacts];
}

/** Of our own environment only what a program needs to run: settings of MLflow would change what it does. */
function serverEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(MLFLOW|PYTHON|VIRTUAL_ENV|_MLFLOW)/.test(name));
  return {
    ...Object.fromEntries(kept),
    // With its jobs on it leaves processes behind; telemetry would go out to the network.
    MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
    MLFLOW_DISABLE_TELEMETRY: 'true',
    DO_NOT_TRACK: 'true',
    // It answers up to 40 requests at a time and has 15 connections to its database: on a busy machine, where several test
    // files ask at once, a request that waits for one longer than 30 s ends as a 400 ("QueuePool limit of size 5 ...").
    MLFLOW_SQLALCHEMYSTORE_POOL_SIZE: '40',
    MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW: '40',
  };
}

/**
 * @param {string} url
 * @param {() => boolean} isRunning
 * @param {AbortSignal | undefined} signal
 */
async function untilHealthy(url, isRunning, signal) {
  const giveUpAt = Date.now() + startTimeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    if (!isRunning()) throw new Error('it ended');
    if (Date.now() > giveUpAt) throw new Error(`${url}/health did not answer within ${startTimeoutMs / 1000} s`);
    const isHealthy = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (isHealthy) return;
    await sleep(100, undefined, signal === undefined ? {} : { signal });
  }
}

/**
 * @param {number | undefined} leader
 * @param {NodeJS.Signals | 0} name
 * @returns {boolean} Whether the group had a process left.
 */
function signalGroup(leader, name) {
  if (leader === undefined) return false;
  try {
    process.kill(-leader, name);
    return true;
  } catch {
    return false;
  }
}

/** @param {(name: NodeJS.Signals | 0) => boolean} killGroup */
async function endGroup(killGroup) {
  const killAt = Date.now() + stopGraceMs;
  killGroup('SIGTERM');
  while (killGroup(0)) {
    if (Date.now() > killAt) killGroup('SIGKILL');
    await sleep(50);
  }
}

/** @returns {Promise<number>} A port that was free a moment ago. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
