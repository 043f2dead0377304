import { type ChildProcess, spawn } from 'node:child_process';
import type { CliIo } from '../../context/cli-io.js';

/** What became of a call of `az`. */
export type AzOutcome =
  | { readonly kind: 'ended'; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'stopped' };

/** More than a token takes; what is longer is no answer. */
const mostCharacters = 2 ** 20;

/**
 * Runs the Azure CLI of the PATH. Where the signal aborts, it is ended with all that it started.
 * @param args words without blanks: Windows needs a shell for it
 */
export function runAz(args: readonly string[], env: CliIo['env'], signal: AbortSignal): Promise<AzOutcome> {
  const isWindows = process.platform === 'win32';
  return new Promise((resolve) => {
    // A group of its own: az is a script that starts Python.
    const child = spawn(isWindows ? 'az.cmd' : 'az', [...args], {
      env: { ...env },
      shell: isWindows,
      detached: !isWindows,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed = { stdout: '', stderr: '' };
    const collect = (name: 'stdout' | 'stderr') => (text: string) => {
      printed[name] = (printed[name] + text).slice(0, mostCharacters);
    };
    child.stdout.setEncoding('utf8').on('data', collect('stdout'));
    child.stderr.setEncoding('utf8').on('data', collect('stderr'));
    const stop = (): void => endGroup(child, isWindows);
    signal.addEventListener('abort', stop, { once: true });
    child.once('error', () => {
      signal.removeEventListener('abort', stop);
      resolve({ kind: 'missing' });
    });
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop);
      resolve(signal.aborted ? { kind: 'stopped' } : { kind: 'ended', code, ...printed });
    });
    if (signal.aborted) stop();
  });
}

function endGroup(child: ChildProcess, isWindows: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (isWindows) child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
