#!/usr/bin/env node
// npm start, after the install: builds the command line tool and runs the example's sweep with it, to its end.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { withLocalBinaries } from './local-binaries.mjs';

const root = path.resolve(import.meta.dirname, '..');

console.log('HyperDriveRun in TypeScript: 24 trials on the Iris data, 2 at a time.');
console.log('Building …');
const build = await run('turbo', ['run', 'build', '--filter=@hyperdrive-run/cli...'], 'kept');
if (build.code === 0) {
  const command = [process.execPath, 'apps/cli/dist/main.js', 'submit', 'examples/iris/sweep.yml', '--wait'];
  const sweep = await run(command[0] ?? '', command.slice(1), 'shown');
  process.exitCode = sweep.code;
} else {
  process.stdout.write(build.output);
  console.error('The build failed. Run "npm run build" to see it alone.');
  process.exitCode = 1;
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {'shown' | 'kept'} output Whether it goes to the terminal, or is shown only where the program fails.
 * @returns {Promise<{ code: number, output: string }>}
 */
async function run(program, args, output) {
  const child = spawn(program, args, {
    cwd: root,
    stdio: output === 'shown' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    // On Windows programs of packages are scripts, which only a shell starts.
    shell: process.platform === 'win32' && output === 'kept',
    env: {
      ...withLocalBinaries(root),
      // How the tool's hints name it: so that they work as they are typed.
      HYPERDRIVE_COMMAND: 'npm run -s hyperdrive --',
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
    },
  });
  // Ctrl+C reaches the tool too, which asks or cancels; this program ends when it does.
  const ignore = () => undefined;
  if (output === 'shown') process.on('SIGINT', ignore);
  let kept = '';
  child.stdout?.on('data', (part) => {
    kept += part;
  });
  child.stderr?.on('data', (part) => {
    kept += part;
  });
  const [code] = await once(child, 'close');
  process.off('SIGINT', ignore);
  return { code: code ?? 1, output: kept };
}
