import { readFile, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { StoreError } from '../../store-error.js';
import { asStoreError } from '../files/file-failure.js';
import { type ExperimentState, readExperimentState } from './experiment-state.js';

/** Ray writes the file in place: what is half written is whole a moment later. */
const attempts = 4;
const pauseMs = 100;

/**
 * Reads a state file. One that is being written is looked at again.
 * @throws StoreError where it is cut, or no state of an experiment
 */
export async function loadState(file: string, { signal }: CallOptions): Promise<ExperimentState> {
  for (let attempt = 1; ; attempt += 1) {
    const text = await readFile(file, { encoding: 'utf8', signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw asStoreError(error, file);
    });
    try {
      return readExperimentState(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      if (attempt === attempts || !(await isFresh(file))) throw damaged(file, text, error);
    }
    await delay(pauseMs, undefined, { signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    });
  }
}

/** Whether somebody may still be writing it. */
async function isFresh(file: string): Promise<boolean> {
  const { mtimeMs } = await stat(file);
  return Math.abs(Date.now() - mtimeMs) < 10_000;
}

function damaged(file: string, text: string, cause: SyntaxError): StoreError {
  const isCut = !text.trimEnd().endsWith('}');
  return new StoreError({
    failure: isCut ? 'half-written' : 'damaged',
    path: file,
    message: `${file} ${isCut ? 'is cut short' : 'is not what Ray Tune writes'}: ${cause.message.replace(/\.$/, '')}.`,
    hint: 'Copy the folder again, when its experiment is not writing it.',
    cause,
  });
}
