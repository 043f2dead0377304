// Makes a Python environment for tests and benchmarks: FOLDER/.venv with the packages of FOLDER/requirements.txt.
// Needs a Python of a version that fits, or `uv`, which brings one. A second call is instant, until the requirements
// change; several processes may call at once.

import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockFolder } from './python/folder-lock.mjs';
import { installSteps } from './python/install-steps.mjs';
import { runCommand } from './python/run-command.mjs';

/** @typedef {import('./python-environment.mjs').PythonEnvironmentSpec} PythonEnvironmentSpec */
/** @typedef {import('./python-environment.mjs').PythonEnvironment} PythonEnvironment */

const usualInstallMinutes = 10;

/**
 * @param {PythonEnvironmentSpec} spec
 * @returns {Promise<PythonEnvironment>}
 */
export async function makePythonEnvironment(spec) {
  const environmentFolder = path.join(spec.folder, '.venv');
  const interpreter =
    process.platform === 'win32'
      ? path.join(environmentFolder, 'Scripts', 'python.exe')
      : path.join(environmentFolder, 'bin', 'python');
  const stampFile = path.join(environmentFolder, 'requirements.sha256');
  const requirements = await readFile(path.join(spec.folder, 'requirements.txt'), 'utf8');
  const hash = createHash('sha256').update(requirements.replaceAll('\r\n', '\n')).digest('hex');
  const isReady = async () => {
    const stamp = await readFile(stampFile, 'utf8').catch(() => undefined);
    return stamp?.trim() === hash && existsSync(interpreter);
  };

  if (await isReady()) return { python: interpreter };
  const release = await lockFolder(path.join(spec.folder, '.venv.lock'));
  try {
    if (await isReady()) return { python: interpreter };
    const plan = await installSteps(spec, { environmentFolder, interpreter });
    if ('notRun' in plan) return plan;
    await rm(environmentFolder, { recursive: true, force: true });
    for (const step of plan.steps) {
      const timeoutMs = (spec.installMinutes ?? usualInstallMinutes) * 60_000;
      const options = { folder: spec.folder, timeoutMs };
      const { code, output } = await runCommand(step.command, step.args, options);
      if (code !== 0) {
        await rm(environmentFolder, { recursive: true, force: true });
        return { notRun: `${step.what} failed:\n${lastLines(output, 12)}` };
      }
    }
    await writeFile(stampFile, `${hash}\n`);
    return { python: interpreter };
  } finally {
    await release();
  }
}

/**
 * For a script that is run by hand: where `moduleUrl` is the script that Node was started with, makes the environment
 * and prints the interpreter's path as the last line, or the reason why there is none (exit code 1).
 *
 * @param {string} moduleUrl
 * @param {() => Promise<PythonEnvironment>} ensure
 */
export async function printWhenRunAsScript(moduleUrl, ensure) {
  if (process.argv[1] === undefined || realpathSync(process.argv[1]) !== fileURLToPath(moduleUrl)) return;
  const environment = await ensure();
  if ('notRun' in environment) {
    console.error(environment.notRun);
    process.exitCode = 1;
  } else {
    console.log(environment.python);
  }
}

/**
 * @param {string} text
 * @param {number} count
 */
function lastLines(text, count) {
  return text.trim().split('\n').slice(-count).join('\n');
}
