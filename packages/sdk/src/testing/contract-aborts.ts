import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { assertSame } from './assert-same.js';
import type { ContractCase } from './contract-case.js';
import { contractConfig } from './contract-config.js';
import { collect, contractScope as scope } from './contract-scope.js';
import { makeSweep } from './sweep-fixture.js';

const sweepId = 'HD_abort';

/** Each call of the port that waits. */
const calls: readonly (readonly [
  name: string,
  call: (backend: SweepBackend, signal: AbortSignal) => Promise<unknown>,
])[] = [
  ['getRun', (backend, signal) => backend.getRun(sweepId, { signal })],
  ['getRunDetails', (backend, signal) => backend.getRunDetails(sweepId, { signal })],
  ['listChildRuns', (backend, signal) => collect(backend.listChildRuns(sweepId, { signal }))],
  ['listSweeps', (backend, signal) => collect(backend.listSweeps({ signal }))],
  ['getMetrics', (backend, signal) => collect(backend.getMetrics([sweepId], { signal }))],
  ['cancelSweep', (backend, signal) => backend.cancelSweep(sweepId, { signal })],
  ['cancelRun', (backend, signal) => backend.cancelRun(`${sweepId}_0`, { signal })],
  ['submitSweep', (backend, signal) => backend.submitSweep(contractConfig(), { signal })],
  ['updateRun', (backend, signal) => backend.updateRun(sweepId, { setTags: new Map([['a', 'b']]) }, { signal })],
  ['listFiles', (backend, signal) => collect(backend.listFiles(sweepId, { signal }))],
  ['openFile', async (backend, signal) => collect(await backend.openFile(sweepId, 'notes.txt', { signal }))],
];

/** An abort is never wrapped, and nothing happens after it. */
export const contractAbortCases: readonly ContractCase[] = [
  {
    name: 'rejects an aborted call of any kind with the reason of the abort itself, and changes nothing',
    run: async ({ open }) => {
      const children = [{ status: 'Running' }, {}];
      const files = new Map([['notes.txt', 'a']]);
      const backend = await open([makeSweep({ scope, runId: sweepId, status: 'Running', children, files })]);
      const reason = new Error('enough');
      const before = await backend.getRun(sweepId);
      for (const [name, call] of calls) {
        const outcome = await call(backend, AbortSignal.abort(reason)).then(
          () => 'a result',
          (error: unknown) => error,
        );
        if (outcome !== reason) throw new Error(`An aborted ${name} returned ${String(outcome)}, not the reason.`);
      }
      assertSame(await backend.getRun(sweepId), before, 'the sweep after it all');
      const statuses = (await collect(backend.listChildRuns(sweepId))).map(({ status }) => status);
      assertSame(statuses, ['Completed', 'Running'], 'its children');
      assertSame((await collect(backend.listSweeps())).length, 1, 'the number of sweeps');
    },
  },
  {
    name: 'stops a listing between its pages at an abort',
    run: async ({ open }) => {
      const backend = await open([makeSweep({ scope, runId: sweepId, children: [{}, {}, {}] })]);
      const reason = new Error('enough');
      const controller = new AbortController();
      const seen: string[] = [];
      const listing = (async () => {
        for await (const { runId } of backend.listChildRuns(sweepId, { pageSize: 1, signal: controller.signal })) {
          seen.push(runId);
          controller.abort(reason);
        }
      })();
      const outcome = await listing.catch((error: unknown) => error);
      if (outcome !== reason) throw new Error(`The listing ended with ${String(outcome)}, not the reason.`);
      assertSame(seen, [`${sweepId}_2`], 'runs before the abort');
    },
  },
];
