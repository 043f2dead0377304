import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { Experiment, HyperDriveRun, type Run } from '@hyperdrive-run/sdk';
import { makeSweep, type SweepFixture } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it } from 'vitest';
import { loadSweeps } from '../load-sweeps.js';
import { connectTo, openService, temporaryFolder } from '../open-service.js';
import { storeAddress } from './blob-store.js';
import { outputOf } from './job-shape.js';
import { type JobServiceOptions, openJobService } from './open-job-service.js';

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'iris' };
const job = 'brave_fig_4k2x9q0z1w';

async function open(sweep: SweepFixture, options: JobServiceOptions) {
  const folder = await temporaryFolder();
  loadSweeps(folder, [sweep]);
  const service = await openJobService(await openService(folder), options);
  // The store of the cloud is the service itself here.
  const toService: typeof fetch = (input, init) =>
    fetch(
      (input instanceof Request ? input.url : input.toString()).replace(storeAddress, `${service.address}/store`),
      init,
    );
  const { backend } = connectTo(service, { ...scope, experimentName: undefined }, { fetch: toService });
  const loaded = await HyperDriveRun.load(new Experiment(backend, ''), job);
  const trials: Run[] = [];
  for await (const child of loaded.getChildren()) if (!(child instanceof HyperDriveRun)) trials.push(child);
  return { sweep: loaded, trials: trials.toReversed(), service };
}

async function namesOf(run: Run | HyperDriveRun): Promise<string[]> {
  const names: string[] = [];
  for await (const name of run.getFileNames()) names.push(name);
  return names.toSorted();
}

async function contentOf(run: Run, name: string): Promise<string> {
  let text = '';
  for await (const piece of await run.downloadFile(name)) text += Buffer.from(piece).toString();
  return text;
}

const at = (path: string): JsonObject => outputOf(`azureml://datastores/workspaceblobstore/paths/${path}`);

describe('the files of a job', () => {
  it('are those of exactly one run, although ids of trials begin with that of their sweep, and of each other', async () => {
    const files = (content: string): ReadonlyMap<string, string> => new Map([['outputs/model.json', content]]);
    const children = Array.from({ length: 11 }, (_, index) => ({ files: files(`trial ${index}`) }));
    const { sweep, trials } = await open(
      makeSweep({ scope, runId: job, files: new Map([['azureml-logs/hyperdrive.txt', 'a']]), children }),
      {},
    );
    expect(await namesOf(sweep)).toEqual(['azureml-logs/hyperdrive.txt']);
    const [, second] = trials;
    if (second === undefined) throw new Error('There is no second trial.');
    expect(second.id).toBe(`${job}_1`);
    expect(await namesOf(second)).toEqual(['outputs/model.json']);
    expect(await contentOf(second, 'outputs/model.json')).toBe('trial 1');
  });

  it('have its named outputs among them, from the datastores, and none of a sibling', async () => {
    const blobs = new Map([
      [`azureml/${job}_1/model/weights.bin`, 'own'],
      [`azureml/${job}_1/model/a & b/größe #1.txt`, 'odd'],
      [`azureml/${job}_1/model/c.txt`, 'c'],
      [`azureml/${job}_1/model-old/weights.bin`, 'another output'],
      [`azureml/${job}_10/model/weights.bin`, 'a sibling'],
      [`azureml/${job}_1/report.html`, 'one file'],
    ]);
    const outputs = new Map<string, JsonObject>([
      [
        `${job}_1`,
        new Map([
          ['model', at(`azureml/${job}_1/model/`)],
          ['report', at(`azureml/${job}_1/report.html`)],
          ['nowhere', outputOf(null)],
        ]),
      ],
    ]);
    const { trials, service } = await open(makeSweep({ scope, runId: job, children: [{}, {}] }), { blobs, outputs });
    const [, second] = trials;
    if (second === undefined) throw new Error('There is no second trial.');
    expect(await namesOf(second)).toEqual([
      'named-outputs/model/a & b/größe #1.txt',
      'named-outputs/model/c.txt',
      'named-outputs/model/weights.bin',
      'named-outputs/report/report.html',
    ]);
    expect(await contentOf(second, 'named-outputs/model/a & b/größe #1.txt')).toBe('odd');
    expect(await contentOf(second, 'named-outputs/report/report.html')).toBe('one file');
    for (const name of ['named-outputs/model/d.txt', 'named-outputs/other/a.txt', 'named-outputs/model']) {
      await expect(contentOf(second, name)).rejects.toMatchObject({ code: 'run-not-found' });
    }
    const toStore = service.requests.filter(({ path }) => path.startsWith('/store'));
    expect(toStore.length).toBeGreaterThan(0);
    expect(toStore.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
  });

  it('have an output whose place the job does not say, from where its asset is', async () => {
    const id = `${job}_0`;
    const asset = 'azureml://locations/westeurope/workspaces/w/data/model/versions/1';
    const outputsOfRun = new Map<string, JsonValue>([
      ['model', new Map([['assetId', asset]])],
      ['unwritten', new Map([['assetId', 'azureml://locations/westeurope/workspaces/w/data/other/versions/1']])],
    ]);
    const { trials, service } = await open(makeSweep({ scope, runId: job, children: [{}] }), {
      blobs: new Map([[`azureml/${id}/model/weights.bin`, 'own']]),
      outputs: new Map([
        [
          id,
          new Map([
            ['model', outputOf(null)],
            ['unwritten', outputOf(null)],
          ]),
        ],
      ]),
      runData: new Map([[id, new Map([['runMetadata', new Map([['outputs', outputsOfRun]])]])]]),
      resolvedUris: new Map([[asset, `azureml://datastores/workspaceblobstore/paths/azureml/${id}/model/`]]),
    });
    const [first] = trials;
    if (first === undefined) throw new Error('There is no trial.');
    expect(await namesOf(first)).toEqual(['named-outputs/model/weights.bin']);
    expect(await contentOf(first, 'named-outputs/model/weights.bin')).toBe('own');
    expect(service.requests.filter(({ path }) => path.endsWith('/batchGetResolvedUris'))).toHaveLength(1);
  });
});
