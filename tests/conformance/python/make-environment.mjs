#!/usr/bin/env node
// Makes tests/conformance/python/.venv with the packages of requirements.txt.
// Needs Node >= 20.19 and a Python 3.8 to 3.12 (or `uv`, which brings one). A second run is instant.
//
//   node tests/conformance/python/make-environment.mjs     last line of stdout: the interpreter's path
//
// HYPERDRIVE_PYTHON=/path/to/python3 chooses the Python to build from.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const requirementsFile = path.join(here, 'requirements.txt');
const environmentFolder = path.join(here, '.venv');
const stampFile = path.join(environmentFolder, 'requirements.sha256');
const lockFolder = path.join(here, '.venv.lock');

const isWindows = process.platform === 'win32';
const interpreter = isWindows
  ? path.join(environmentFolder, 'Scripts', 'python.exe')
  : path.join(environmentFolder, 'bin', 'python');

const oldestMinor = 8;
const newestMinor = 12;
const wanted = `Python 3.${oldestMinor} to 3.${newestMinor}`;

const installTimeoutMs = 10 * 60_000;
const lockHeartbeatMs = 2_000;
const lockStaleAfterMs = 30_000;

/**
 * @returns {Promise<{ python: string } | { notRun: string }>}
 */
export async function ensurePythonEnvironment() {
  const hash = await hashOfRequirements();
  if (await isReady(hash)) return { python: interpreter };
  const release = await acquireLock();
  try {
    if (await isReady(hash)) return { python: interpreter };
    return await build(hash);
  } finally {
    await release();
  }
}

async function hashOfRequirements() {
  const text = await readFile(requirementsFile, 'utf8');
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

/** @param {string} hash */
async function isReady(hash) {
  const stamp = await readFile(stampFile, 'utf8').catch(() => undefined);
  return stamp?.trim() === hash && existsSync(interpreter);
}

/**
 * @param {string} hash
 * @returns {Promise<{ python: string } | { notRun: string }>}
 */
async function build(hash) {
  const plan = await choosePlan();
  if ('notRun' in plan) return plan;
  await rm(environmentFolder, { recursive: true, force: true });
  for (const step of plan.steps) {
    const { code, output } = await run(step.command, step.args, installTimeoutMs);
    if (code !== 0) {
      await rm(environmentFolder, { recursive: true, force: true });
      return { notRun: `${step.what} failed:\n${lastLines(output, 12)}` };
    }
  }
  await writeFile(stampFile, `${hash}\n`);
  return { python: interpreter };
}

/** @typedef {{ what: string, command: string, args: string[] }} Step */

/** @returns {Promise<{ steps: Step[] } | { notRun: string }>} */
async function choosePlan() {
  const check = {
    what: 'importing the Python class',
    command: interpreter,
    // The libraries import imghdr late; Python 3.13 no longer has it.
    args: ['-c', 'import imghdr, azureml.core; from azureml.train.hyperdrive import HyperDriveRun'],
  };
  const chosen = process.env['HYPERDRIVE_PYTHON'];
  const hasUv = (await run('uv', ['--version'], 20_000)).code === 0;

  if (hasUv) {
    const python = chosen ?? `>=3.${oldestMinor},<3.${newestMinor + 1}`;
    return {
      steps: [
        { what: 'uv venv', command: 'uv', args: ['venv', '--quiet', '--python', python, environmentFolder] },
        {
          what: 'uv pip install',
          command: 'uv',
          args: ['pip', 'install', '--quiet', '--python', interpreter, '-r', requirementsFile],
        },
        check,
      ],
    };
  }

  const found = await findPython(chosen);
  if ('notRun' in found) return found;
  return {
    steps: [
      {
        what: `${found.python} -m venv (on Debian and Ubuntu it needs the package python3-venv)`,
        command: found.python,
        args: ['-m', 'venv', environmentFolder],
      },
      {
        what: 'pip install',
        command: interpreter,
        args: ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '-r', requirementsFile],
      },
      check,
    ],
  };
}

/**
 * @param {string | undefined} chosen
 * @returns {Promise<{ python: string } | { notRun: string }>}
 */
async function findPython(chosen) {
  const versioned = [];
  for (let minor = newestMinor; minor >= oldestMinor; minor -= 1) versioned.push(`python3.${minor}`);
  const candidates = chosen ? [chosen] : ['python3', 'python', ...versioned, ...(isWindows ? ['py'] : [])];
  const seen = [];
  for (const candidate of candidates) {
    const probe = await run(
      candidate,
      ['-c', 'import sys; print("%d.%d|%s" % (sys.version_info[0], sys.version_info[1], sys.executable))'],
      20_000,
    );
    const match = /^(\d+)\.(\d+)\|(.+)$/m.exec(probe.output);
    if (probe.code !== 0 || match === null) continue;
    const [, major, minor, executable] = match;
    if (Number(major) === 3 && Number(minor) >= oldestMinor && Number(minor) <= newestMinor && executable) {
      return { python: executable.trim() };
    }
    seen.push(`${candidate} is ${major}.${minor}`);
  }
  const what = seen.length === 0 ? 'no Python was found' : seen.join(', ');
  return {
    notRun: `The Python class needs ${wanted}, or uv, on the PATH: ${what}. HYPERDRIVE_PYTHON can name an interpreter.`,
  };
}

/** A folder is the lock: making one is atomic everywhere. Its holder touches it, so that a dead one is noticed. */
async function acquireLock() {
  for (;;) {
    try {
      await mkdir(lockFolder);
      break;
    } catch (error) {
      if (!isErrorWithCode(error, 'EEXIST')) throw error;
    }
    const age = await stat(lockFolder).then(
      (info) => Date.now() - info.mtimeMs,
      () => 0,
    );
    if (age > lockStaleAfterMs) await rm(lockFolder, { recursive: true, force: true });
    else await sleep(250);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(lockFolder, now, now).catch(() => undefined);
  }, lockHeartbeatMs);
  return async () => {
    clearInterval(heartbeat);
    await rm(lockFolder, { recursive: true, force: true });
  };
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function isErrorWithCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {number} timeoutMs
 * @returns {Promise<{ code: number, output: string }>}
 */
function run(command, args, timeoutMs) {
  return new Promise((resolve) => {
    // Python started from Node must not see a virtual environment or a module path of whoever called us.
    const { PYTHONHOME: _home, PYTHONPATH: _path, VIRTUAL_ENV: _environment, ...environment } = process.env;
    const child = spawn(command, args, {
      cwd: here,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      windowsHide: true,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, output: signal === null ? output : `${output}\nended by ${signal}` }),
    );
  });
}

/**
 * @param {string} text
 * @param {number} count
 */
function lastLines(text, count) {
  return text.trim().split('\n').slice(-count).join('\n');
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) {
    console.error(environment.notRun);
    process.exitCode = 1;
  } else {
    console.log(environment.python);
  }
}
