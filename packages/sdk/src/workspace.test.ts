import { describe, expect, it } from 'vitest';
import { HyperDriveRun } from './hyperdrive-run.js';
import { Run } from './run.js';
import { collect, contractScope as scope } from './testing/contract-scope.js';
import { InMemoryBackend } from './testing/in-memory-backend.js';
import { makeSweep } from './testing/sweep-fixture.js';
import { Workspace } from './workspace.js';

const sweep = makeSweep({ scope, runId: 'HD_1', children: [{ files: new Map([['outputs/model.json', '{"w":1}']]) }] });
const workspace = new Workspace(new InMemoryBackend(scope, [sweep]));

describe('Workspace', () => {
  it('finds a sweep as a HyperDriveRun and its child as a Run that knows its parent', async () => {
    expect(await workspace.getRun('HD_1')).toBeInstanceOf(HyperDriveRun);
    const child = await workspace.getRun('HD_1_0');
    expect(child).toBeInstanceOf(Run);
    expect([child.id, child.parent?.id, child.experiment.name]).toEqual(['HD_1_0', 'HD_1', 'contract']);
  });

  it('lists its sweeps, filtered exactly', async () => {
    const idsOf = async (filter: object): Promise<string[]> =>
      (await collect(workspace.listSweeps(filter))).map(({ id }) => id);
    expect(await idsOf({})).toEqual(['HD_1']);
    expect(await idsOf({ status: 'completed' })).toEqual([]);
  });

  it('refuses an empty id and says that an unknown run is not found', async () => {
    await expect(workspace.getRun('')).rejects.toThrow('runId is "", but takes a non-empty string');
    await expect(workspace.getRun('HD_2')).rejects.toMatchObject({ code: 'run-not-found' });
  });
});

describe('Experiment', () => {
  it('lists its sweeps', async () => {
    const sweeps = await collect(workspace.experiment().listSweeps());
    expect(sweeps.map(({ id, hyperdriveConfig }) => [id, hyperdriveConfig.primaryMetricName])).toEqual([
      ['HD_1', 'accuracy'],
    ]);
  });

  it("opens a child's files", async () => {
    const child = await workspace.experiment().getRun('HD_1_0');
    expect(await collect(child.getFileNames())).toEqual(['outputs/model.json']);
    const chunks = await collect(await child.downloadFile('outputs/model.json'));
    expect(Buffer.concat(chunks).toString('utf8')).toBe('{"w":1}');
    await expect(child.downloadFile('outputs/none')).rejects.toMatchObject({ code: 'run-not-found' });
  });
});
