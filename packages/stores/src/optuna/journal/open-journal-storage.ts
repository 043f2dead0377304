import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parseJson } from '@hyperdrive-run/core/json';
import { StoreError } from '../../store-error.js';
import { createDistributionReader } from '../model/distribution.js';
import type { TimeZoneOfStorage } from '../model/optuna-time.js';
import type { OptunaStorage } from '../optuna-look.js';
import { createJournalLook } from './journal-look.js';
import type { JournalState } from './journal-state.js';
import { type ReplayOptions, replayLine } from './replay-line.js';

/** How a journal is looked at. */
export interface JournalStorageOptions {
  /** The zone of times that name none: those of Optuna up to 4.9. Default that of this machine. */
  readonly zone?: TimeZoneOfStorage | undefined;
}

/** How far a journal was replayed. */
interface Replayed {
  readonly state: JournalState;
  readonly inode: number;
  /** Where the next line begins, in bytes. */
  offset: number;
  /** How many lines are before it. */
  lines: number;
  /** What is just before it: a journal that was made anew has something else there. */
  before: Buffer;
}

/** A storage that is a journal file of Optuna. It is only ever added to: each look replays what is new. */
export function openJournalStorage(path: string, { zone = 'local' }: JournalStorageOptions = {}): OptunaStorage {
  let replayed: Replayed | undefined;
  return {
    path,
    async look(read, { signal }) {
      signal?.throwIfAborted();
      const file = openSync(path, 'r');
      try {
        const { ino, size } = fstatSync(file);
        if (replayed === undefined || !isContinued(file, replayed, ino, size)) {
          replayed = { state: { studies: [], trials: [] }, inode: ino, offset: 0, lines: 0, before: Buffer.alloc(0) };
        }
        const known = replayed;
        // A failure in the middle leaves a state that is neither the one nor the other.
        replayed = undefined;
        replayRest(readFrom(file, known.offset, size), known, path, {
          zone,
          readDistribution: createDistributionReader(),
        });
        replayed = known;
      } finally {
        closeSync(file);
      }
      return read(createJournalLook(replayed.state));
    },
  };
}

const rememberedBytes = 256;

function isContinued(file: number, { inode, offset, before }: Replayed, ino: number, size: number): boolean {
  if (ino !== inode || size < offset) return false;
  return before.equals(readFrom(file, offset - before.length, offset));
}

function readFrom(file: number, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(end - start);
  let length = 0;
  while (length < bytes.length) {
    const count = readSync(file, bytes, length, bytes.length - length, start + length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

/**
 * Replays whole lines. A last one without its end is left for the next look, and so is a last one that is broken: a writer may be
 * in the middle of it.
 */
function replayRest(bytes: Buffer, replayed: Replayed, path: string, options: ReplayOptions): void {
  const end = bytes.lastIndexOf(0x0a) + 1;
  let start = 0;
  while (start < end) {
    const next = bytes.indexOf(0x0a, start) + 1;
    try {
      replayLine(replayed.state, parseJson(bytes.toString('utf8', start, next - 1)), options);
    } catch (error) {
      if (next === bytes.length && error instanceof SyntaxError) break;
      throw damaged(path, replayed.lines + 1, error);
    }
    start = next;
    replayed.lines += 1;
  }
  const before = bytes.subarray(Math.max(0, start - rememberedBytes), start);
  if (start > 0) replayed.before = Buffer.from(before);
  replayed.offset += start;
}

function damaged(path: string, line: number, cause: unknown): StoreError {
  const problem = cause instanceof TypeError ? cause.message : 'is no JSON';
  return new StoreError({
    failure: 'damaged',
    path,
    message: `Line ${line} of the journal ${JSON.stringify(path)} ${problem}.`,
    hint: 'Optuna refuses such a journal, too: remove the line from a copy of the file and open that.',
    cause,
  });
}
