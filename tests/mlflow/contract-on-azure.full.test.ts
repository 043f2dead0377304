import { randomUUID } from 'node:crypto';
import { connect } from '@hyperdrive-run/sdk';
import { backendContract, makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { describe, expect, inject, it } from 'vitest';
import { type AzureStandIn, startAzureStandIn } from './azure-stand-in.js';
import { expectOutcome, onServer } from './contract-harness.js';
import { loadSweep } from './load-sweeps.js';
import { trackingClient } from './tracking-client.mjs';

describe("the MLflow adapter on Azure's endpoint, which refuses more than a server does", () => {
  const mlflow = inject('mlflow');

  for (const { name, run } of backendContract) {
    it(name, async (context) => {
      if ('notRun' in mlflow) return context.skip(mlflow.notRun);
      const standIn = await startAzureStandIn(mlflow.url);
      const { uri, token } = standIn;
      await expectOutcome(name, run(onServer(mlflow.url, () => connect(uri, { credential: token }).backend)));
      expect(unexpected(standIn)).toEqual([]);
    });
  }

  it('asks for one history at a time, and for pages below 1000', async (context) => {
    if ('notRun' in mlflow) return context.skip(mlflow.notRun);
    const standIn = await startAzureStandIn(mlflow.url);
    const client = trackingClient(mlflow.url);
    const experiment = `azure/${randomUUID()}`;
    const children = Array.from({ length: 5 }, (_, at) => ({
      metrics: [scalarMetric('accuracy', [0.9 - at / 10, 0])],
    }));
    const sweep = makeSweep({
      scope: { experimentName: experiment },
      runId: 'HD',
      children,
      files: new Map([['a.txt', 'A']]),
    });
    const ids = await loadSweep(client, await client.createExperiment(experiment), sweep);
    const workspace = connect(standIn.uri, { credential: standIn.token, experiment });

    const [run] = await collect(workspace.listSweeps());
    const best = await run?.getBestRunByPrimaryMetric();

    expect(best?.id).toBe(ids.get('HD_0'));
    expect(standIn.calls.filter((call) => call === 'metrics/get-history')).toHaveLength(5);
    expect(await collect(run?.getFileNames() ?? [])).toEqual(['a.txt']);
    expect(Buffer.concat(await collect((await run?.downloadFile('a.txt')) ?? [])).toString()).toBe('A');
    expect(unexpected(standIn)).toEqual([]);
  });

  it('tells a refused token apart', async (context) => {
    if ('notRun' in mlflow) return context.skip(mlflow.notRun);
    const standIn = await startAzureStandIn(mlflow.url);
    const { backend } = connect(standIn.uri, { credential: 'another', experiment: 'Default' });
    await expect(backend.getRun('x')).rejects.toMatchObject({
      code: 'not-authenticated',
      serviceCode: 'UNAUTHENTICATED',
    });
  });
});

/** What was refused although the adapter should know better: all but runs, tags, files and addresses that are not there. */
function unexpected({ refusals }: AzureStandIn): readonly string[] {
  return refusals.filter(
    (refusal) =>
      !/not found|No tag|contentinfo.*no such route|No such artifact|refers to a directory|Could not find/i.test(
        refusal,
      ),
  );
}

async function collect<T>(items: AsyncIterable<T> | Iterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
