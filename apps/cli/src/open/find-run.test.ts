import { HyperDriveRun, type RunScope, Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import type { CommandContext } from '../context/command-context.js';
import type { GlobalOptions } from '../program/global-options.js';
import { findRun, findSweep } from './find-run.js';

const scope: RunScope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'garden' };

/** A sweep whose parent says nothing of being one, as another tool leaves it. */
function workspace(): Workspace {
  const sweep = makeSweep({ scope, runId: 'P', children: [{ metrics: [scalarMetric('loss', [2, 1])] }, {}] });
  const record = { ...sweep.parent.record, runType: undefined, tags: new Map(), properties: new Map() };
  return new Workspace(new InMemoryBackend(scope, [{ ...sweep, parent: { ...sweep.parent, record } }]));
}

function context(globals: Partial<GlobalOptions>): CommandContext {
  return { io: memoryIo(), globals: { backend: 'local', json: false, verbose: false, ...globals } };
}

it('takes any run with children for a sweep where the metric and the goal are given', async () => {
  const globals = context({ primaryMetric: 'loss', goal: 'minimize' });
  const run = await findSweep(globals, workspace(), 'P');
  expect(run).toBeInstanceOf(HyperDriveRun);
  expect((await run.getBestRunByPrimaryMetric())?.id).toBe('P_0');
});

it('leaves a run what it is where neither is given, and names the metrics where a sweep is wanted', async () => {
  expect(await findRun(context({}), workspace(), 'P')).not.toBeInstanceOf(HyperDriveRun);
  await expect(findSweep(context({}), workspace(), 'P')).rejects.toThrow('its children logged "loss"');
});

it.each([{ primaryMetric: 'loss' }, { goal: 'minimize' as const }])('wants both or neither: %j', async (globals) => {
  await expect(findRun(context(globals), workspace(), 'P')).rejects.toMatchObject({
    hint: expect.stringContaining('Give both, such as --primary-metric accuracy --goal maximize.'),
  });
});
