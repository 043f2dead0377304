/** Where a trial runs, what it waits for, and its id in the listing of the compute's own engine. */

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportSnapshot, HyperDriveRun, type RunRecord, Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { beforeAll, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { runCli } from '../../run-cli.js';

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'garden' };
const policy = new Map([['policy_config', '{"name": "Default"}']]);
let folder = '';

beforeAll(async () => {
  folder = await temporaryFolder();
  const lab: readonly (readonly [string, string])[] = [['_azureml.ComputeTargetType', 'lab']];
  const placed: readonly Partial<RunRecord>[] = [
    { properties: new Map([...lab, ['hyperdrive.engine_id', '4711'], ['hyperdrive.node', 'n7']]) },
    { properties: new Map(lab), queueMessage: 'Resources' },
  ];
  const made = makeSweep({
    scope,
    runId: 'HD_1',
    status: 'Running',
    tags: policy,
    children: [{ metrics: [scalarMetric('accuracy', [0.5])] }, { status: 'Queued' }],
  });
  const children = made.children.map((child, index) => ({ ...child, record: { ...child.record, ...placed[index] } }));
  const sweep = { ...made, children };
  const opened = await HyperDriveRun.load(
    new Workspace(new InMemoryBackend(scope, [sweep])).experiment('garden'),
    'HD_1',
  );
  const lines: string[] = [];
  for await (const line of exportSnapshot(opened)) lines.push(line);
  await writeFile(path.join(folder, 'sweep.ndjson'), lines.join(''));
});

async function run(...words: readonly string[]): Promise<string> {
  const io = memoryIo({ cwd: folder, env: { NO_COLOR: '1' }, columns: 120, isTerminal: true });
  await runCli([...words, '--backend', 'file:sweep.ndjson'], io);
  return io.printed.stdout;
}

it('children shows it of each trial', async () => {
  const printed = await run('children', 'HD_1');
  expect(printed).toContain('lab, node n7, job 4711');
  expect(printed).toContain('lab, waits: Resources');
});

it('status shows it of one trial, for people and for programs', async () => {
  expect(await run('status', 'HD_1_0')).toMatch(/^Runs on +lab, node n7, job 4711$/m);
  const waiting = await run('status', 'HD_1_1');
  expect(waiting).toMatch(/^Runs on +lab$/m);
  expect(waiting).toMatch(/^Waiting +Resources$/m);
  expect(JSON.parse(await run('status', 'HD_1_0', '--json'))).toMatchObject({
    placement: { compute: 'lab', node: 'n7', engineId: '4711' },
  });
});

it('explain says where a trial ran, and what one waits for', async () => {
  expect(await run('explain', 'HD_1_0')).toMatch(/^Ran on +lab, node n7, job 4711$/m);
  expect(await run('explain', 'HD_1_1')).toMatch(/^Ran on +lab, waits: Resources$/m);
});
