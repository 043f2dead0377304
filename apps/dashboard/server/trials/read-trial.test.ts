import { type RunRecord, Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep } from '@hyperdrive-run/sdk/testing';
import { expect, it } from 'vitest';
import { createTrialReader } from './read-trial.js';

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'garden' };
const { signal } = new AbortController();

it('a trial says where it runs, with its id in the listing of the compute, or what it waits for', async () => {
  const lab: readonly (readonly [string, string])[] = [['_azureml.ComputeTargetType', 'lab']];
  const placed: readonly Partial<RunRecord>[] = [
    { properties: new Map([...lab, ['hyperdrive.engine_id', '4711'], ['hyperdrive.node', 'n7']]) },
    { properties: new Map(lab), queueMessage: 'Resources' },
  ];
  const made = makeSweep({ scope, runId: 'HD_1', children: [{}, { status: 'Queued' }] });
  const children = made.children.map((child, index) => ({ ...child, record: { ...child.record, ...placed[index] } }));
  const backend = new InMemoryBackend(scope, [{ ...made, children }]);
  const reader = createTrialReader(new Workspace(backend));
  expect(await reader.describe('HD_1_0', signal)).toMatchObject({
    child: { placement: 'lab, node n7, job 4711' },
    target: 'lab',
  });
  expect(await reader.describe('HD_1_1', signal)).toMatchObject({
    child: { placement: 'lab, waits: Resources' },
    queueMessage: 'Resources',
  });
});
