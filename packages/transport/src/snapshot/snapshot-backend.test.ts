import type { RunRecord } from '@hyperdrive-run/core';
import { isSweep } from '@hyperdrive-run/core/internal-config';
import { describe, expect, it } from 'vitest';
import { createSnapshotBackend } from './snapshot-backend.js';
import { loadSnapshot } from './snapshot-content.js';
import type { SnapshotEntry } from './snapshot-run.js';
import { writeSnapshot } from './write-snapshot.js';

// That it returns what the backend returns that it was taken from is shown by the contract suite, in the sdk.

function run(runId: string, more: Partial<RunRecord> = {}): SnapshotEntry {
  const record = { runId, status: 'Completed', hidden: false, tags: new Map(), properties: new Map(), warnings: [] };
  return { kind: 'run', run: { record: { ...record, ...more }, details: undefined, files: undefined } };
}

function child(runId: string): SnapshotEntry {
  return run(runId, { parentRunId: 'HD_1' });
}

async function open(...entries: SnapshotEntry[]) {
  async function* all(): AsyncGenerator<SnapshotEntry> {
    yield { kind: 'header', exportedFrom: 'a test', exportedTime: new Date(0) };
    yield { kind: 'sweep', runId: 'HD_1', scope: { workspaceName: 'w', experimentName: 'apples' } };
    yield* entries;
  }
  let text = '';
  for await (const line of writeSnapshot(all())) text += line;
  return createSnapshotBackend(await loadSnapshot(text));
}

async function idsOf(runs: AsyncIterable<RunRecord>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { runId } of runs) ids.push(runId);
  return ids;
}

describe('the backend of a snapshot', () => {
  it('lists what is below a run in the order of the file, whichever of a parent and its child comes first', async () => {
    const backend = await open(
      run('HD_1', { parentRunId: 'pipeline' }),
      run('a1', { parentRunId: 'a' }),
      run('b', { parentRunId: 'HD_1' }),
      run('a', { parentRunId: 'HD_1', hidden: true }),
    );
    expect(await idsOf(backend.listChildRuns('HD_1'))).toEqual(['b']);
    expect(await idsOf(backend.listChildRuns('HD_1', { recursive: true }))).toEqual(['a1', 'b']);
    expect(await idsOf(backend.listChildRuns('a', { recursive: true }))).toEqual(['a1']);
  });

  it('lists a chain of any length in one pass', async () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `r${index}`);
    const chain = ids.map((id, index) => run(id, { parentRunId: ids[index - 1] ?? 'HD_1' }));
    const backend = await open(run('HD_1'), ...chain.toReversed());
    expect(await idsOf(backend.listChildRuns('HD_1', { recursive: true }))).toEqual(ids.toReversed());
  });

  it('has a sweep judged by the metric that was named when it was exported, and counts it as one', async () => {
    const primaryMetric = { name: 'gain', goal: 'minimize' } as const;
    const backend = await open(run('HD_1', { primaryMetric }));
    const record = await backend.getRun('HD_1');
    expect(record.primaryMetric).toEqual(primaryMetric);
    expect(isSweep(record)).toBe(true);
  });

  it('counts a part of the scope that is left out as any, and another one as elsewhere', async () => {
    const backend = await open(run('HD_1'));
    expect(await idsOf(backend.listSweeps())).toEqual(['HD_1']);
    expect(await idsOf(backend.withScope({ subscriptionId: undefined }).listSweeps())).toEqual(['HD_1']);
    expect(await idsOf(backend.withScope({ subscriptionId: 'any' }).listSweeps())).toEqual(['HD_1']);
    expect(await idsOf(backend.withScope({ experimentName: 'pears' }).listSweeps())).toEqual([]);
  });

  it('says that a service reported no files, instead of that there are none', async () => {
    const backend = await open(run('HD_1'));
    const listing = backend.listFiles('HD_1')[Symbol.asyncIterator]();
    await expect(listing.next()).rejects.toMatchObject({ code: 'unsupported-operation' });
  });

  it('keeps the code of a failure that it knows, and calls any other a failure of the service', async () => {
    const failure = (runId: string, code: string): SnapshotEntry => ({
      kind: 'unreadable',
      runId,
      failure: { code, message: 'm' },
    });
    const backend = await open(
      run('HD_1'),
      child('a'),
      child('b'),
      failure('a', 'throttled'),
      failure('b', 'of tomorrow'),
    );
    const codes: unknown[] = [];
    for await (const result of backend.getMetrics(['a', 'b']))
      codes.push(result.kind === 'unreadable' && result.error.code);
    expect(codes).toEqual(['throttled', 'service-failure']);
  });
});
