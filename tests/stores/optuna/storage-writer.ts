import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type JsonObject, writeJson } from '@hyperdrive-run/core/json';

/** The real Optuna, which writes one storage after the other: starting it takes longer than that. */
export interface StorageWriter {
  /** Writes a storage. */
  readonly write: (request: JsonObject) => Promise<void>;
  readonly close: () => void;
}

/** Starts `python/write_contract.py`. */
export function startStorageWriter(python: string): StorageWriter {
  const script = path.join(import.meta.dirname, '../python/write_contract.py');
  const writer = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: writer.stdout })[Symbol.asyncIterator]();
  return {
    async write(request) {
      writer.stdin.write(`${writeJson(request)}\n`);
      const { value } = await answers.next();
      if (value !== 'written') throw new Error(`Optuna has not written a storage, but said ${String(value)}.`);
    },
    close: () => end(writer),
  };
}

function end(writer: ChildProcess): void {
  writer.stdin?.end();
}
