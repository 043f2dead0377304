import { constants } from 'node:os';
import type { TrialExit } from './trial-runner.js';

const signals: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.signals).map(([name, number]) => [number, name]),
);

/** What an exit code says, as shells give it: above 128 it names the signal that ended the command. */
export function exitOfCode(code: number): TrialExit {
  const signal = signals.get(code - 128);
  return signal === undefined ? { kind: 'exited', code } : { kind: 'signaled', signal };
}
