import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { backendContract, type ContractHarness, type ContractOperation } from '@hyperdrive-run/sdk/testing';
import { openOptunaStorage } from '@hyperdrive-run/stores';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { contractStudy } from './optuna/contract-study.js';
import { type StorageWriter, startStorageWriter } from './optuna/storage-writer.js';
import { ensureOptunaEnvironment } from './python/make-optuna-environment.mjs';

let base = '';
let writer: StorageWriter | undefined;
let notRun: string | undefined;

beforeAll(async () => {
  const environment = await ensureOptunaEnvironment(5);
  if ('notRun' in environment) {
    notRun = environment.notRun;
    return;
  }
  writer = startStorageWriter(environment.python);
  base = await mkdtemp(path.join(tmpdir(), 'optuna-contract-'));
}, 300_000);

afterAll(async () => {
  writer?.close();
  if (base !== '') await rm(base, { recursive: true, force: true });
});

/** What no storage of Optuna can do or has room for. */
const beyondOptuna: readonly ContractOperation[] = [
  ...(['submit', 'cancel', 'change', 'archive', 'files', 'logs', 'arguments'] as const),
  ...(['scopes', 'status', 'hidden', 'nested', 'winner', 'tables', 'series', 'failed-metrics'] as const),
];

/** SQLite stores -0 as a whole number. */
const kinds: readonly (readonly [kind: string, unsupported: readonly ContractOperation[]])[] = [
  ['journal', beyondOptuna],
  ['sqlite', [...beyondOptuna, 'signed-zero']],
];

const isFull = process.env['HYPERDRIVE_TEST_SCALE'] === 'full';

describe.each(isFull ? kinds : kinds.slice(0, 1))('the backend of a storage of Optuna in %s', (kind, unsupported) => {
  let count = 0;
  const harness: ContractHarness = {
    unsupported,
    async open(sweeps) {
      const { workspaceName } = sweeps[0]?.scope ?? {};
      // A storage is one workspace, and its studies are in the order in which they were made.
      const studies = sweeps
        .filter(({ scope }) => scope.workspaceName === workspaceName)
        .toSorted((a, b) => Number(a.parent.record.startTime) - Number(b.parent.record.startTime))
        .map(contractStudy);
      count += 1;
      const file = path.join(base, `${kind}-${count}`);
      await writer?.write(
        new Map<string, string | readonly (typeof studies)[number]['json'][]>([
          ['path', file],
          ['kind', kind],
          ['studies', studies.map(({ json }) => json)],
        ]),
      );
      const { intermediate } = studies[0] ?? {};
      return openOptunaStorage(file, { intermediate });
    },
  };
  for (const { name, run } of backendContract) {
    it(name, async (context) => {
      if (notRun !== undefined) return context.skip(notRun);
      await run(harness);
    });
  }
});
