import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage } from '../../../../error-message.js';
import type { CallService, TrialCall } from '../../computes/call-service.js';
import { launchFiles, type SlurmLaunch } from '../launch/slurm-launch.js';
import { readSpool } from './read-spool.js';
import { parseSpoolLine, type SpoolLine } from './spool-line.js';

/** Brings what a trial logged on its node into the service. */
export interface SpoolFollower {
  /**
   * Makes the calls that have come since the last time. What the service refuses is noted in the trial's log and passed over;
   * where it fails, the rest is left for the next time.
   * @returns whether all that was there has been made
   */
  follow(): Promise<boolean>;
}

/** The most refusals that a trial's log says: each may be one of very many. */
const mostNotes = 20;

/**
 * Follows the spool of a launch from where an earlier service stopped. How far it came is kept beside the spool; calls that
 * are made again after a crash change nothing, as each metric has an id and each run that is made too.
 */
export function followSpool(launch: SlurmLaunch, call: CallService): SpoolFollower {
  const { spool, spoolFolder, spoolOffset } = launchFiles(launch);
  let offset = readOffset(spoolOffset);
  let notes = 0;
  let running: Promise<boolean> | undefined;

  async function followAll(): Promise<boolean> {
    for (;;) {
      const part = readSpool(spool, offset);
      if (part === undefined) return true;
      for (const text of part.lines) {
        const line = parseSpoolLine(text);
        if (line !== undefined && !(await make(line))) return false;
        offset += Buffer.byteLength(text) + 1;
      }
      // Lines that are no text of ours have other lengths in bytes than as text.
      offset = part.nextOffset;
      keepOffset(spoolOffset, offset);
    }
  }

  /** @returns whether the service has said what it makes of it */
  async function make(line: SpoolLine): Promise<boolean> {
    try {
      const { status, text } = await call(launch.key, callOf(line, spoolFolder));
      if (status >= 500 || status === 429) return false;
      if (status >= 400) note(`${line.method} ${line.path}: ${status} ${text.slice(0, 300)}`);
      return true;
    } catch (error) {
      if (!isMissingFile(error)) return false;
      note(`${line.method} ${line.path}: ${errorMessage(error)}`);
      return true;
    }
  }

  function note(text: string): void {
    notes += 1;
    if (notes > mostNotes) return;
    try {
      appendFileSync(launch.folders.log, `The service refused what the trial logged: ${text}\n`, { mode: 0o600 });
    } catch {
      // What it logs next matters more.
    }
  }

  return {
    follow() {
      running ??= followAll().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

function callOf({ file, body, ...line }: SpoolLine, folder: string): TrialCall {
  return file === undefined ? { ...line, body } : { ...line, file: join(folder, file) };
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function readOffset(place: string): number {
  try {
    const text = readFileSync(place, 'utf8');
    return /^\d+\n$/.test(text) ? Number(text) : 0;
  } catch {
    return 0;
  }
}

/** Whole or not at all: a service may be killed at any time. */
function keepOffset(place: string, offset: number): void {
  writeFileSync(`${place}.draft`, `${offset}\n`, { mode: 0o600 });
  renameSync(`${place}.draft`, place);
}
