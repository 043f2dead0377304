import { readdirSync } from 'node:fs';
import { platform } from 'node:process';
import { commandLineOf } from './command-line-of.js';
import { readProcessStat } from './process-group.js';

/**
 * Whether the shell around a trial (`trialShell`) has started its command. One that it has only forked is still the shell:
 * what it is sent gets lost. Linux only: elsewhere it is taken for started.
 */
export function hasCommand(shellId: number): boolean {
  if (platform !== 'linux') return true;
  const ofShell = commandLineOf(shellId);
  return readdirSync('/proc').some(
    (name) =>
      /^\d+$/.test(name) &&
      readProcessStat(Number(name))?.parentId === shellId &&
      commandLineOf(Number(name)) !== ofShell,
  );
}
