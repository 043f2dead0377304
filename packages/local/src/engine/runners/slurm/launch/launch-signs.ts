import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type Claim, readClaim } from './claim-file.js';
import { launchFiles, type SlurmLaunch } from './slurm-launch.js';

/** What a launch's files say of it. */
export interface LaunchSigns {
  readonly claim: Claim | undefined;
  /** How the command ended, and when that was written. */
  readonly exit: { readonly code: number; readonly time: Date } | undefined;
  /** Changes for as long as its node runs it. */
  readonly beat: string;
}

/**
 * Reads the files of a launch. The folder is listed first: a network file system looks at it anew then, instead of repeating
 * for a while that a file does not exist.
 */
export function readSigns(launch: SlurmLaunch): LaunchSigns {
  const { claim, exit, alive } = launchFiles(launch);
  const names = namesIn(dirname(claim));
  return {
    claim: names.has(basename(claim)) ? readClaim(claim) : undefined,
    exit: names.has(basename(exit)) ? readExit(exit) : undefined,
    beat: textOf(alive) ?? '',
  };
}

/** Has the node end the trial, whether or not SLURM can be asked to. */
export function askForEnd(launch: SlurmLaunch): void {
  writeFileSync(launchFiles(launch).end, '', { mode: 0o600 });
}

function readExit(place: string): LaunchSigns['exit'] {
  const text = textOf(place);
  return text !== undefined && /^\d+\n$/.test(text) ? { code: Number(text), time: statSync(place).mtime } : undefined;
}

function textOf(place: string): string | undefined {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return new Set();
  }
}
