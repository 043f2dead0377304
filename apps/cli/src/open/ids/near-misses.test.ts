import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { localWorkspace } from '@hyperdrive-run/local';
import { loadRuns, type RunToLoad } from '@hyperdrive-run/local/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { runCli } from '../../run-cli.js';
import { describeNumbers } from './find-child-numbers.js';

let home = '';

async function run(args: readonly string[], isTerminal = false) {
  const io = memoryIo({ env: { HYPERDRIVE_HOME: home, NO_COLOR: '1' }, cwd: home, isTerminal, columns: 120 });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

/** A sweep all of whose trials failed before they logged anything. */
beforeAll(async () => {
  home = await temporaryFolder();
  const scope = { ...localWorkspace, experimentName: 'garden' };
  const trial = (number: number, log: string): RunToLoad => ({
    scope,
    runId: `HD_1_${number}`,
    parentRunId: 'HD_1',
    status: 'Failed',
    startTime: new Date(2026, 0, 1 + number),
    files: new Map([['user_logs/std_log.txt', log]]),
  });
  loadRuns(home, [
    {
      scope,
      runId: 'HD_1',
      runType: 'hyperdrive',
      status: 'Failed',
      tags: new Map([['_aml_system_primary_metric_config', '{"name": "gain", "goal": "maximize"}']]),
    },
    trial(0, ''),
    trial(1, `${'noise\n'.repeat(5000)}Traceback\n  \u001B[2JValueError: no petals\n\n`),
    trial(2, 'x'.repeat(5 * 1024 * 1024)),
  ]);
});

describe('an id that is not there', () => {
  it('is reported once, with the children that its sweep has', async () => {
    const { code, stderr } = await run(['status', 'HD_1_99']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `Error: Run "HD_1_99" was not found in the folder ${home}\nThe sweep has children 0 to 2: hyperdrive children HD_1\n`,
    );
  });

  it('is reported with the list where nothing is near', async () => {
    expect((await run(['status', 'HD_2_0'])).stderr).toContain('hyperdrive list');
  });
});

it.each([
  [[0, 1, 2], 'children 0 to 2'],
  [[3, 5, 9], '3 children between 3 and 9'],
  [[4], 'the child 4 alone'],
  [[], 'no children yet'],
])('describes the numbers %j', (numbers, words) => {
  expect(describeNumbers({ numbers, others: 0 })).toBe(words);
});

it.each(['children', 'best', 'watch'])('%s of a trial names its sweep, and the command with it', async (command) => {
  const { code, stderr } = await run([command, 'HD_1_1']);
  expect(code).toBe(1);
  expect(stderr).toContain('"HD_1_1" is a trial of the sweep "HD_1", and a sweep is wanted.');
  expect(stderr).toContain(`Did you mean: hyperdrive ${command} HD_1\n`);
});

describe('the same fault of a sweep file', () => {
  it.each(['submit', 'validate'])('exits with code 2 of %s', async (command) => {
    await writeFile(path.join(home, 'bad.yml'), 'type: sweep\n');
    expect((await run([command, 'bad.yml'])).code).toBe(2);
    expect((await run([command, 'nothing.yml'])).code).toBe(2);
  });
});

describe('where all trials failed', () => {
  it.each(['best', 'watch'])('%s names the log of one of them', async (command) => {
    expect((await run([command, 'HD_1'])).stderr).toMatch(/hyperdrive logs HD_1_2\s/);
  });

  it('best does not send people to metrics that nobody logged', async () => {
    expect((await run(['best', 'HD_1'])).stderr).not.toContain('hyperdrive metrics');
  });

  it('status of a trial shows the end of what it printed, made safe', async () => {
    const { stdout } = await run(['status', 'HD_1_1'], true);
    expect(stdout).toMatch(
      /\nThe end of user_logs\/std_log\.txt:\n( {2}noise\n){8} {2}Traceback\n {4}\\x1b\[2JValueError: no petals\n$/,
    );
    expect(JSON.parse((await run(['status', 'HD_1_1', '--json'])).stdout).lastOutput.slice(-2)).toEqual([
      'Traceback',
      String.raw`  \x1b[2JValueError: no petals`,
    ]);
  });

  it.each(['HD_1_0', 'HD_1_2'])('status shows none of a log that is empty or very long: %s', async (trial) => {
    const { code, stdout } = await run(['status', trial], true);
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('The end of')]);
  });
});
