import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { killProcessesWith } from '../../__fixtures__/processes-with.js';
import { type LaunchVariablesInput, launchVariables, launchWrapperFile } from '../launch-wrapper.js';

/** A wrapper that runs. */
export interface StartedWrapper {
  /** What it exited with; a signal as its name. */
  readonly exited: Promise<number | string>;
  /** What it has said itself. */
  readonly said: () => string;
  /** Sends a signal to it, and to nothing else. */
  readonly signal: (name: NodeJS.Signals) => void;
  /** Kills it at once, with what works in its place in a session of its own, and the command. */
  readonly kill: () => void;
}

export interface StartWrapperOptions {
  /** The folder of the code. */
  readonly package: string;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** What the wrapper is started through, instead of `sh`: a program with its first arguments. */
  readonly through?: readonly [string, ...string[]] | undefined;
}

/** Starts the launch wrapper as an engine does. It is killed where the test ends before it. */
export function startWrapper(launch: LaunchVariablesInput, options: StartWrapperOptions): StartedWrapper {
  const [program, ...args] = options.through ?? ['/bin/sh'];
  const child = spawn(program, [...args, launchWrapperFile], {
    cwd: options.package,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...Object.fromEntries(launchVariables(launch)),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const exited = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
  const kill = (): void => {
    child.kill('SIGKILL');
    // They have the id of the launch in their environment, each under a name of its own.
    killProcessesWith(launch.id);
  };
  onTestFinished(kill);
  return { exited, said: () => said, signal: (name) => void child.kill(name), kill };
}
