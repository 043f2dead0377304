import type { RunRecord } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { createSnapshotBackend } from './snapshot-backend.js';
import { holdSnapshot } from './snapshot-content.js';
import type { SnapshotEntry } from './snapshot-run.js';
import { writeSnapshot } from './write-snapshot.js';

// That it answers as the backend it was taken from is shown by the contract suite, in the sdk.

function run(runId: string, more: Partial<RunRecord> = {}): SnapshotEntry {
  const record = { runId, status: 'Completed', hidden: false, tags: new Map(), properties: new Map(), warnings: [] };
  return { kind: 'run', run: { record: { ...record, ...more }, details: undefined, files: undefined } };
}

async function open(...entries: SnapshotEntry[]) {
  async function* all(): AsyncGenerator<SnapshotEntry> {
    yield { kind: 'header', exportedFrom: 'a test', exportedTime: new Date(0) };
    yield { kind: 'sweep', runId: 'HD_1', scope: { workspaceName: 'w', experimentName: 'apples' } };
    yield* entries;
  }
  let text = '';
  for await (const line of writeSnapshot(all())) text += line;
  return createSnapshotBackend(await holdSnapshot(text));
}

async function idsOf(runs: AsyncIterable<RunRecord>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { runId } of runs) ids.push(runId);
  return ids;
}

describe('the backend of a snapshot', () => {
  it('is not led in circles by runs that are each other’s parents', async () => {
    const backend = await open(run('HD_1'), run('a', { parentRunId: 'b' }), run('b', { parentRunId: 'a' }));
    expect(await idsOf(backend.listChildRuns('HD_1', { recursive: true }))).toEqual([]);
    expect(await idsOf(backend.listChildRuns('a', { recursive: true }))).toEqual(['a', 'b']);
  });

  it('counts a part of the scope that is left out as any, and another one as elsewhere', async () => {
    const backend = await open(run('HD_1'));
    expect(await idsOf(backend.listSweeps())).toEqual(['HD_1']);
    expect(await idsOf(backend.withScope({ subscriptionId: undefined }).listSweeps())).toEqual(['HD_1']);
    expect(await idsOf(backend.withScope({ experimentName: 'pears' }).listSweeps())).toEqual([]);
  });

  it('says that a service told no files, instead of that there are none', async () => {
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
    const backend = await open(run('HD_1'), run('a'), run('b'), failure('a', 'throttled'), failure('b', 'of tomorrow'));
    const codes: unknown[] = [];
    for await (const result of backend.getMetrics(['a', 'b']))
      codes.push(result.kind === 'unreadable' && result.error.code);
    expect(codes).toEqual(['throttled', 'service-failure']);
  });
});
