import type { RunRecord } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { configFromTags } from '@hyperdrive-run/core/internal-config';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { assertRejects, assertSame } from './assert-same.js';
import { type ContractCase, lacks } from './contract-case.js';
import { contractConfig } from './contract-config.js';
import { collect, contractScope as scope } from './contract-scope.js';
import { makeSweep } from './sweep-fixture.js';

/** What starts, ends and changes runs. */
export const contractChangeCases: readonly ContractCase[] = [
  {
    name: 'changes tags, properties, the display name and the description, and nothing else',
    run: async (harness) => {
      const tags = new Map([
        ['kept', '1'],
        ['gone', '2'],
      ]);
      const backend = await harness.open([makeSweep({ scope, runId: 'HD_tags', children: [{ tags }] })]);
      const before = await backend.getRun('HD_tags_0');
      const change = (): Promise<RunRecord> =>
        backend.updateRun('HD_tags_0', {
          setTags: new Map([['note', 'ünïcode "quoted"']]),
          removeTags: ['gone', 'never there'],
          addProperties: new Map([['p', 'q']]),
          displayName: 'first',
          description: 'the first "one"',
        });
      if (lacks(harness, 'change')) return assertRejects(change(), 'unsupported-operation', 'updateRun');
      const changed = await change();
      const run = await backend.getRun('HD_tags_0');
      assertSame(changed, run, 'what updateRun returned');
      assertSame(
        [run.tags.get('kept'), run.tags.get('gone'), run.tags.get('note')],
        ['1', undefined, 'ünïcode "quoted"'],
        'tags',
      );
      assertSame(
        [run.properties.get('p'), run.displayName, run.description],
        ['q', 'first', 'the first "one"'],
        'property, display name and description',
      );
      assertSame([run.status, run.startTime], [before.status, before.startTime], 'status and time');
    },
  },
  {
    name: 'archives a run, which lists of children then leave out, and restores it',
    run: async (harness) => {
      const backend = await harness.open([makeSweep({ scope, runId: 'HD_archive', children: [{}, {}] })]);
      const archive = backend.updateRun('HD_archive_0', { hidden: true });
      if (lacks(harness, 'archive')) return assertRejects(archive, 'unsupported-operation', 'updateRun');
      assertSame((await archive).hidden, true, 'what updateRun returned');
      const idsOf = async (): Promise<string[]> =>
        (await collect(backend.listChildRuns('HD_archive'))).map(({ runId }) => runId);
      assertSame(await idsOf(), ['HD_archive_1'], 'the children');
      await backend.updateRun('HD_archive_0', { hidden: false });
      assertSame(await idsOf(), ['HD_archive_1', 'HD_archive_0'], 'the children after it was restored');
    },
  },
  {
    name: 'cancels a sweep with its children that have not ended, and leaves the others as they are',
    run: async (harness) => {
      const backend = await harness.open([runningSweep()]);
      const cancel = backend.cancelSweep('HD_cancel');
      if (lacks(harness, 'cancel')) return assertRejects(cancel, 'unsupported-operation', 'cancelSweep');
      await cancel;
      assertSame(
        await outcomes(backend),
        ['canceled', 'Completed', 'canceled', 'canceled', 'Failed'],
        'the sweep and its children',
      );
    },
  },
  {
    name: 'cancels one child alone',
    run: async (harness) => {
      const backend = await harness.open([runningSweep()]);
      const cancel = backend.cancelRun('HD_cancel_1');
      if (lacks(harness, 'cancel')) return assertRejects(cancel, 'unsupported-operation', 'cancelRun');
      await cancel;
      assertSame(
        await outcomes(backend),
        ['Running', 'Completed', 'canceled', 'Queued', 'Failed'],
        'the sweep and its children',
      );
    },
  },
  {
    name: 'refuses to cancel what has already ended',
    run: async ({ open }) => {
      const backend = await open([makeSweep({ scope, runId: 'HD_ended', children: [{ status: 'Canceled' }] })]);
      await assertRejects(backend.cancelSweep('HD_ended'), 'already-finished', 'cancelSweep');
      await assertRejects(backend.cancelRun('HD_ended_0'), 'already-finished', 'cancelRun');
    },
  },
  {
    name: 'submits a sweep whose run is found again, has the same config, and can be canceled',
    run: async (harness) => {
      const backend = await harness.open([makeSweep({ scope, runId: 'HD_before' })]);
      const config = contractConfig();
      const submit = backend.submitSweep(config);
      if (lacks(harness, 'submit')) return assertRejects(submit, 'unsupported-operation', 'submitSweep');
      const { runId } = await submit;
      const found = await backend.getRun(runId);
      assertSame([found.runId, found.parentRunId], [runId, undefined], 'the run');
      const kept = configFromTags(found.tags, found.properties, { runId });
      assertSame(partsOf(kept), partsOf(config), 'the config');
      const listed = (await collect(backend.listSweeps())).map((sweep) => sweep.runId);
      assertSame(listed.toSorted(), [runId, 'HD_before'].toSorted(), 'sweeps');
      await backend.cancelSweep(runId);
      assertSame(outcomeOf(await backend.getRun(runId)), 'canceled', 'the status after a cancel');
    },
  },
];

function runningSweep() {
  const statuses = ['Completed', 'Running', 'Queued', 'Failed'] as const;
  return makeSweep({ scope, runId: 'HD_cancel', status: 'Running', children: statuses.map((status) => ({ status })) });
}

/** A service may take its time to end what it has agreed to cancel. */
function outcomeOf({ status }: RunRecord): string {
  return status === 'CancelRequested' || status === 'Canceled' ? 'canceled' : status;
}

/** Of the sweep and its children, in the order in which they started. */
async function outcomes(backend: SweepBackend): Promise<readonly string[]> {
  const children = (await collect(backend.listChildRuns('HD_cancel'))).toReversed();
  return [await backend.getRun('HD_cancel'), ...children].map(outcomeOf);
}

/** What a user says of a sweep. Where it is submitted to is the backend's to add. */
function partsOf(config: HyperDriveConfig): unknown {
  const { maxTotalRuns, maxConcurrentRuns, maxDurationMinutes, runConfig, primaryMetric } = config;
  return {
    primaryMetric,
    sampling: config.hyperparameterSampling.toWire(),
    policy: config.policy.toWire(),
    limits: [maxTotalRuns, maxConcurrentRuns, maxDurationMinutes],
    runConfig,
  };
}
