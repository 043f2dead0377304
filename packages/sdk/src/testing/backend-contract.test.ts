import type { RunRecord } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { describe, expect, it } from 'vitest';
import { backendContract } from './backend-contract.js';
import type { ContractCase, ContractHarness, ContractOperation } from './contract-case.js';
import { contractScope } from './contract-scope.js';
import { InMemoryBackend } from './in-memory-backend.js';

/** Changes what a backend does. */
type Fault = (right: SweepBackend) => Partial<SweepBackend>;

/** What could be wrong with a backend, and the beginning of the case that must notice it. */
const faults: readonly (readonly [fault: string, noticedBy: string, Fault])[] = [
  ['lists no files', 'lists the files of a run', () => ({ listFiles: async function* () {} })],
  ['lists files twice', 'lists the files of a run', (right) => ({ listFiles: (id) => twice(right.listFiles(id)) })],
  [
    'lists the files of another run',
    'lists the files of a run',
    (right) => ({ listFiles: () => right.listFiles('HD_files_0') }),
  ],
  [
    'lists a missing run as one without files',
    'reports a missing file',
    (right) => ({ listFiles: (id) => (id === 'HD_unknown' ? none() : right.listFiles(id)) }),
  ],
  ['decodes names of files', 'opens files whose names look', (right) => decodingNames(right)],
  [
    'cuts a name of a file at its hash',
    'opens files whose names contain a hash',
    (right) => ({ openFile: (id, name) => right.openFile(id, name.replace(/#.*/, '')) }),
  ],
  [
    'loses the end of a file',
    'returns a large file piece by piece',
    (right) => changingPieces(right, (all) => all.slice(0, -1)),
  ],
  ['changes bytes', 'returns a large file piece by piece', (right) => changingPieces(right, (all) => all.toReversed())],
  [
    'returns a file in one piece',
    'returns a large file piece by piece',
    (right) => changingPieces(right, (all) => [joined(all)]),
  ],
  ['goes on with a file after an abort', 'stops the content', (right) => changingPieces(right, (all) => all)],
  ['takes a missing file for an empty one', 'reports a missing file', () => ({ openFile: async () => none() })],
  [
    'loses arguments',
    'returns in its details the same run',
    (right) => ({ getRunDetails: async (id) => ({ ...(await right.getRunDetails(id)), arguments: [] }) }),
  ],
  [
    'leaves tags out of details',
    'returns in its details the same run',
    (right) => ({
      async getRunDetails(id) {
        const details = await right.getRunDetails(id);
        return { ...details, run: { ...details.run, tags: new Map() } };
      },
    }),
  ],
  [
    'names no logs',
    'lists the logs',
    (right) => ({ getRunDetails: async (id) => ({ ...(await right.getRunDetails(id)), logFiles: [] }) }),
  ],
  [
    'forgets what was submitted',
    'submits a sweep',
    (right) => ({ submitSweep: async (config) => ({ ...(await right.submitSweep(config)), runId: 'HD_lost' }) }),
  ],
  [
    'loses the policy of a sweep',
    'submits a sweep',
    (right) => ({
      async submitSweep(config) {
        const { runId } = await right.submitSweep(config);
        return right.updateRun(runId, { removeTags: ['_aml_system_policy_config'] });
      },
    }),
  ],
  [
    'cancels the parent alone',
    'cancels a sweep with its children',
    (right) => ({ cancelSweep: (id) => right.cancelRun(id) }),
  ],
  [
    'cancels the sweep of a child',
    'cancels one child alone',
    (right) => ({ cancelRun: () => right.cancelSweep('HD_cancel') }),
  ],
  ['takes a cancel and does nothing', 'cancels one child alone', () => ({ cancelRun: async () => {} })],
  ['cancels what has ended', 'refuses to cancel', () => ({ cancelRun: async () => {} })],
  [
    'drops a description',
    'changes tags',
    (right) => ({ updateRun: (id, { description: _, ...changes }) => right.updateRun(id, changes) }),
  ],
  [
    'returns from a change what was before',
    'changes tags',
    (right) => ({
      async updateRun(id, changes) {
        const before = await right.getRun(id);
        await right.updateRun(id, changes);
        return before;
      },
    }),
  ],
  ['lists sweeps of any status', 'lists sweeps newest', (right) => ({ listSweeps: () => right.listSweeps() })],
  [
    'lists sweeps oldest first',
    'lists sweeps newest',
    (right) => ({ listSweeps: (how) => reversed(right.listSweeps(how)) }),
  ],
  [
    'archives nothing',
    'archives a run',
    (right) => ({ updateRun: (id, { hidden: _, ...changes }) => right.updateRun(id, changes) }),
  ],
  [
    'returns a page that is no address',
    'returns the address of a page',
    () => ({ getPortalUrl: (id) => `runs/${id}` }),
  ],
  [
    'fails on a page for an odd id',
    'returns the address of a page',
    () => ({ getPortalUrl: (id) => `https://page.example/${decodeURIComponent(id)}` }),
  ],
  [
    'lists on after an abort',
    'stops a listing',
    (right) => ({ listChildRuns: (id, { signal: _, ...how } = {}) => right.listChildRuns(id, how) }),
  ],
];

/** The calls whose signal a backend could forget. */
const deaf: readonly (readonly [string, Fault])[] = [
  ['getRun', (right) => ({ getRun: (id) => right.getRun(id) })],
  ['getRunDetails', (right) => ({ getRunDetails: (id) => right.getRunDetails(id) })],
  ['listChildRuns', (right) => ({ listChildRuns: (id) => right.listChildRuns(id) })],
  ['listSweeps', (right) => ({ listSweeps: () => right.listSweeps() })],
  ['getMetrics', (right) => ({ getMetrics: (ids) => right.getMetrics(ids) })],
  ['cancelSweep', (right) => ({ cancelSweep: (id) => right.cancelSweep(id) })],
  ['cancelRun', (right) => ({ cancelRun: (id) => right.cancelRun(id) })],
  ['submitSweep', (right) => ({ submitSweep: (config) => right.submitSweep(config) })],
  ['updateRun', (right) => ({ updateRun: (id, changes) => right.updateRun(id, changes) })],
  ['listFiles', (right) => ({ listFiles: (id) => right.listFiles(id) })],
  ['openFile', (right) => ({ openFile: (id, name) => right.openFile(id, name) })],
];

const operations: readonly ContractOperation[] = [
  ...(['submit', 'cancel', 'change', 'archive', 'files', 'logs', 'arguments'] as const),
  ...(['sweeps', 'scopes', 'status', 'tags', 'hidden', 'nested', 'winner'] as const),
  ...(['tables', 'series', 'failed-metrics', 'signed-zero'] as const),
];

describe('the contract suite', () => {
  it.each(faults)('notices a backend that %s', async (_, noticedBy, fault) => {
    const outcome = await caseOf(noticedBy)({ open: opening(fault) }).then(() => 'passed', String);
    expect(outcome).not.toBe('passed');
  });

  it.each(deaf)('notices that %s does not listen to an abort', async (name, fault) => {
    await expect(caseOf('rejects an aborted call')({ open: opening(fault) })).rejects.toThrow(`aborted ${name} `);
  });

  it('notices a backend that does what it is said not to do', async () => {
    const open = opening(() => ({}));
    for (const operation of operations) {
      const failed: string[] = [];
      for (const { name, run } of backendContract) {
        await run({ open, unsupported: [operation] }).catch(() => failed.push(name));
      }
      expect(failed, operation).not.toEqual([]);
    }
  });
});

function caseOf(beginning: string): ContractCase['run'] {
  const [found, ...others] = backendContract.filter(({ name }) => name.startsWith(beginning));
  if (found === undefined || others.length > 0) throw new Error(`Not one case begins with "${beginning}".`);
  return found.run;
}

function opening(fault: Fault): ContractHarness['open'] {
  return async (sweeps) => {
    const right = new InMemoryBackend(contractScope, sweeps);
    const changed = fault(right);
    return new Proxy<SweepBackend>(right, {
      get(_, name) {
        const value: unknown = Reflect.get(changed, name) ?? Reflect.get(right, name);
        return typeof value === 'function' ? value.bind(right) : value;
      },
    });
  };
}

async function* none(): AsyncGenerator<never, void, undefined> {}

async function* twice(names: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  for await (const name of names) yield* [name, name];
}

async function* reversed(runs: AsyncIterable<RunRecord>): AsyncGenerator<RunRecord, void, undefined> {
  yield* (await collectAll(runs)).toReversed();
}

async function collectAll<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

function decodingNames(right: SweepBackend): Partial<SweepBackend> {
  return { openFile: (id, name) => right.openFile(id, decodeURIComponent(name)) };
}

function changingPieces(right: SweepBackend, change: (pieces: Uint8Array[]) => Uint8Array[]): Partial<SweepBackend> {
  return {
    async openFile(id, name) {
      const pieces = change(await collectAll(await right.openFile(id, name)));
      return (async function* () {
        yield* pieces;
      })();
    },
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(pieces);
}
