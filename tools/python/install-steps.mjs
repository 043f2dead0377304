// The commands that make a virtual environment: with uv, which brings a Python where none fits, or with a Python of a version
// that fits and its own venv and pip.

import path from 'node:path';
import { runCommand } from './run-command.mjs';

/** @typedef {{ what: string, command: string, args: string[] }} Step */
/** @typedef {import('../python-environment.mjs').PythonEnvironmentSpec} PythonEnvironmentSpec */
/** @typedef {{ environmentFolder: string, interpreter: string }} Place */

const probeTimeoutMs = 20_000;

/**
 * @param {PythonEnvironmentSpec} spec
 * @param {Place} place
 * @param {string} uv
 * @returns {Step[]}
 */
export function stepsOfUv(spec, { environmentFolder, interpreter }, uv) {
  const python = process.env['HYPERDRIVE_PYTHON'] ?? `>=3.${spec.oldestMinor},<3.${spec.newestMinor + 1}`;
  const requirements = path.join(spec.folder, 'requirements.txt');
  return [
    { what: 'uv venv', command: uv, args: ['venv', '--quiet', '--python', python, environmentFolder] },
    {
      what: 'uv pip install',
      command: uv,
      args: ['pip', 'install', '--quiet', '--python', interpreter, '-r', requirements],
    },
  ];
}

/**
 * @param {PythonEnvironmentSpec} spec
 * @param {Place} place
 * @returns {Promise<{ steps: Step[] } | { notRun: string }>}
 */
export async function stepsOfPip(spec, { environmentFolder, interpreter }) {
  const found = await findPython(spec, process.env['HYPERDRIVE_PYTHON']);
  if ('notRun' in found) return found;
  const requirements = path.join(spec.folder, 'requirements.txt');
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
        args: ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '-r', requirements],
      },
    ],
  };
}

/**
 * @param {PythonEnvironmentSpec} spec
 * @param {string | undefined} chosen
 * @returns {Promise<{ python: string } | { notRun: string }>}
 */
async function findPython({ folder, neededBy, oldestMinor, newestMinor }, chosen) {
  const versioned = [];
  for (let minor = newestMinor; minor >= oldestMinor; minor -= 1) versioned.push(`python3.${minor}`);
  const windowsLauncher = process.platform === 'win32' ? ['py'] : [];
  const candidates = chosen ? [chosen] : ['python3', 'python', ...versioned, ...windowsLauncher];
  const seen = [];
  for (const candidate of candidates) {
    const code = 'import sys; print("%d.%d|%s" % (sys.version_info[0], sys.version_info[1], sys.executable))';
    const probe = await runCommand(candidate, ['-c', code], { folder, timeoutMs: probeTimeoutMs });
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
    notRun: `${neededBy} needs Python 3.${oldestMinor} to 3.${newestMinor}, or uv, on the PATH: ${what}. HYPERDRIVE_PYTHON can name an interpreter.`,
  };
}
