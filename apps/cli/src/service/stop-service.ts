import { setTimeout as delay } from 'node:timers/promises';
import type { RunningService } from '@hyperdrive-run/local';
import { codeOf } from '../context/caught-error.js';
import { CliError } from '../context/cli-error.js';

/** Stops a service that leaves its trials to the next one. One that does not know the signal ends by it, as by a kill. */
export const leaveTrialsSignal = 'SIGUSR2';

/** Trials are given 10 seconds to end by themselves; the rest is for writing what is left. */
const patience = 20_000;

/**
 * Asks a service to stop, and waits until its process has ended: its trials with it, unless they are to be left.
 * @throws CliError where it may not be stopped, or does not end
 */
export async function stopService({ pid, address }: RunningService, leaveTrials = false): Promise<void> {
  if (!send(pid, leaveTrials ? leaveTrialsSignal : 'SIGTERM')) return;
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (!send(pid, 0)) return;
    await delay(50);
  }
  throw new CliError({
    message: `The local service at ${address} (process ${pid}) does not end.`,
    hint: `Wait a little longer, or end it with: kill -9 ${pid}`,
  });
}

/** @returns false where there is no such process (any more) */
function send(pid: number, signal: 'SIGTERM' | typeof leaveTrialsSignal | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
    throw new CliError({
      message: `The local service (process ${pid}) cannot be stopped: it belongs to another user.`,
      hint: 'Stop it as the user who started it.',
      cause: error,
    });
  }
}
