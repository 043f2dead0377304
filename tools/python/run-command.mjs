// Runs one command to its end, with what it printed. Never rejects: a command that is not there ends with code 127.

import { spawn } from 'node:child_process';

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ folder: string, timeoutMs: number }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCommand(command, args, { folder, timeoutMs }) {
  return new Promise((resolve) => {
    // Python started from Node must not see a virtual environment or a module path of whoever called us.
    const { PYTHONHOME: _home, PYTHONPATH: _path, VIRTUAL_ENV: _environment, ...environment } = process.env;
    const child = spawn(command, args, {
      cwd: folder,
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
      resolve({
        code: code ?? 1,
        output: signal === null ? output : `${output}\nended by ${signal}; it may take ${timeoutMs / 60_000} minutes`,
      }),
    );
  });
}
