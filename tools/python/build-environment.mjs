// Builds FOLDER/.venv from FOLDER/requirements.txt where it is not there yet, once for all processes that ask.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lockFolder } from './folder-lock.mjs';
import { stepsOfPip, stepsOfUv } from './install-steps.mjs';
import { runCommand } from './run-command.mjs';

/** @typedef {import('../python-environment.mjs').PythonEnvironmentSpec} PythonEnvironmentSpec */
/** @typedef {import('../python-environment.mjs').PythonEnvironment} PythonEnvironment */
/** @typedef {import('./install-steps.mjs').Step} Step */

const usualInstallMinutes = 10;

/**
 * @param {PythonEnvironmentSpec} spec
 * @param {() => Promise<string | undefined>} findUv Asked only where something is to be made.
 * @returns {Promise<PythonEnvironment>}
 */
export async function buildEnvironment(spec, findUv) {
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
    const failure = await install(spec, { environmentFolder, interpreter, uv: await findUv() });
    if (failure !== undefined) {
      await rm(environmentFolder, { recursive: true, force: true });
      return { notRun: failure };
    }
    await writeFile(stampFile, `${hash}\n`);
    return { python: interpreter };
  } finally {
    await release();
  }
}

/**
 * With uv, and with pip where there is none, it fails, or what it made does not do: it may know no way to a registry that pip
 * knows, and its environments lack what pip's come with, such as setuptools.
 * @param {PythonEnvironmentSpec} spec
 * @param {{ environmentFolder: string, interpreter: string, uv: string | undefined }} place
 * @returns {Promise<string | undefined>} Why there is no environment.
 */
async function install(spec, { uv, ...place }) {
  const check = { what: spec.check.what, command: place.interpreter, args: ['-c', spec.check.code] };
  const failure = uv === undefined ? '' : await runSteps(spec, [...stepsOfUv(spec, place, uv), check], place);
  if (failure === undefined) return undefined;
  const plan = await stepsOfPip(spec, place);
  if ('notRun' in plan) return [failure, plan.notRun].filter((text) => text !== '').join('\n');
  return runSteps(spec, [...plan.steps, check], place);
}

/**
 * @param {PythonEnvironmentSpec} spec
 * @param {readonly Step[]} steps
 * @param {{ environmentFolder: string }} place Emptied first.
 * @returns {Promise<string | undefined>} What failed, with the last lines that it printed.
 */
async function runSteps(spec, steps, place) {
  await rm(place.environmentFolder, { recursive: true, force: true });
  const timeoutMs = (spec.installMinutes ?? usualInstallMinutes) * 60_000;
  for (const { what, command, args } of steps) {
    const { code, output } = await runCommand(command, args, { folder: spec.folder, timeoutMs });
    if (code !== 0) return `${what} failed:\n${output.trim().split('\n').slice(-12).join('\n')}`;
  }
  return undefined;
}
