import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { writeSweep } from '../__fixtures__/write-sweep.js';
import { runCli } from '../run-cli.js';

let home = '';
let id = '';
let outcome: unknown;
let progress = '';

async function run(args: readonly string[], terminal?: { columns: number }) {
  const env = { ...process.env, HYPERDRIVE_HOME: home, HYPERDRIVE_TOKEN: 's3cret', NO_COLOR: '1' };
  const io = memoryIo({ env, cwd: home, isTerminal: terminal !== undefined, columns: terminal?.columns });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

async function json(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await run([...args, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** One sweep, run by `submit --wait`, is read in every way. */
beforeAll(async () => {
  home = await temporaryFolder();
  const file = await writeSweep(await temporaryFolder());
  const { code, stdout, stderr } = await run([
    'submit',
    file,
    '--wait',
    '--json',
    '--set',
    'limits.max_total_trials=5',
  ]);
  if (code !== 0) throw new Error(stderr);
  outcome = JSON.parse(stdout);
  progress = stderr;
  const [sweep] = JSON.parse((await run(['list', '--json'])).stdout);
  id = sweep.runId;
}, 60_000);

describe('submit --wait', () => {
  it('returns the end, the best children and the best run', () => {
    expect(outcome).toMatchObject({
      runId: id,
      status: 'Completed',
      experiment: 'garden',
      childrenByStatus: { Completed: 2, Failed: 1 },
      best: { runId: `${id}_2`, bestPrimaryMetric: 3.5, hyperparameters: { x: 3 }, status: 'Failed' },
      top: [{ runId: `${id}_2` }, { runId: `${id}_1` }, { runId: `${id}_0` }],
    });
  });

  it('shows its progress on stderr, without a terminal in plain lines', () => {
    expect(progress).toContain('3/3 trials ended, best 3.5, 1 Failed\n');
    expect(progress).not.toMatch(/[\r\u001B]/);
  });
});

describe('--json', () => {
  it('status shows the state of the sweep, or of a child of it', async () => {
    expect(await json('status', id)).toMatchObject({
      runId: id,
      status: 'Completed',
      experiment: 'garden',
      primaryMetric: { name: 'gain', goal: 'maximize' },
      // The grid has three points.
      limits: { maxTotalRuns: 5, plannedTrials: 3, maxConcurrentRuns: 1 },
      childrenByStatus: { Completed: 2, Failed: 1 },
    });
    expect(await json('status', `${id}_2`)).toMatchObject({ runId: `${id}_2`, status: 'Failed', parentRunId: id });
  });

  it('children are sorted, and cut and turned as the options say', async () => {
    const child = (n: number, value: number) => ({
      runId: `${id}_${n}`,
      hyperparameters: { x: n + 1, word: 'a\u001B[2Jb' },
      bestPrimaryMetric: value,
      status: n === 2 ? 'Failed' : 'Completed',
    });
    expect(await json('children', id)).toMatchObject([child(2, 3.5), child(1, 2.5), child(0, 1.5)]);
    expect(await json('children', id, '--reverse', '--top', '2')).toMatchObject([child(0, 1.5), child(1, 2.5)]);
    expect(await json('children', id, '--discard-no-metric', '--top', '0')).toHaveLength(3);
  });

  it('best is one run, and others where some are left out', async () => {
    expect(await json('best', id)).toEqual({
      runId: `${id}_2`,
      bestPrimaryMetric: 3.5,
      hyperparameters: { x: 3, word: 'a\u001B[2Jb' },
      status: 'Failed',
      primaryMetric: { name: 'gain', goal: 'maximize' },
      sweepId: id,
      provisional: false,
      provisionalBecause: [],
    });
    expect(await json('best', id, '--no-failed')).toMatchObject({ runId: `${id}_1`, bestPrimaryMetric: 2.5 });
  });

  it('hyperparameters are listed by child, metrics in the shape of the Python class', async () => {
    expect(await json('hyperparameters', id)).toEqual({
      [`${id}_0`]: { x: 1, word: 'a\u001B[2Jb' },
      [`${id}_1`]: { x: 2, word: 'a\u001B[2Jb' },
      [`${id}_2`]: { x: 3, word: 'a\u001B[2Jb' },
    });
    expect(await json('hyperparameters', `${id}_1`)).toEqual({ [`${id}_1`]: { x: 2, word: 'a\u001B[2Jb' } });
    expect(await json('metrics', `${id}_0`)).toEqual({
      [`${id}_0`]: { gain: [1.5, 0.123_456_789_012], 'note \u001B[2J': 'line\nbreak' },
    });
    expect(Object.keys(Object(await json('metrics', id)))).toHaveLength(3);
  });

  it('list contains every sweep, also of one experiment alone', async () => {
    expect(await json('list')).toMatchObject([{ runId: id, status: 'Completed', experiment: 'garden' }]);
    expect(await json('list', '--experiment', 'garden', '--top', '1')).toHaveLength(1);
    expect(await json('list', '--experiment', 'desert')).toEqual([]);
  });

  it('logs are listed by file', async () => {
    expect(await json('logs', `${id}_0`)).toMatchObject({
      runId: `${id}_0`,
      logs: { 'user_logs/std_log.txt': '\u001B[31mtrying 1 \u001B[0m token: undefined\n' },
    });
  });
});

describe('a pipe', () => {
  it('gets a line of names and then a line for each child, with all digits', async () => {
    const { stdout } = await run(['children', id]);
    const [names, first] = stdout.split('\n').map((line) => line.split('\t'));
    expect(names).toEqual(['runId', 'status', 'bestPrimaryMetric', 'x', 'word', 'reason']);
    expect(first).toEqual([
      `${id}_2`,
      'Failed',
      '3.5',
      '3',
      String.raw`a\x1b[2Jb`,
      expect.stringContaining('exit code 3'),
    ]);
  });

  it('gets a line for each logged value', async () => {
    const { stdout } = await run(['metrics', `${id}_0`]);
    expect(stdout.split('\n').map((line) => line.split('\t').slice(1))).toEqual([
      ['metric', 'row', 'step', 'column', 'value'],
      ['gain', '0', '', '', '1.5'],
      ['gain', '1', '', '', '0.123456789012'],
      [String.raw`note \x1b[2J`, '0', '', '', String.raw`line\nbreak`],
      [],
    ]);
  });

  it.each([['status'], ['children'], ['best'], ['hyperparameters'], ['metrics'], ['logs']])(
    'gets no control character from %s, whatever the trials wrote',
    async (command) => {
      for (const run1 of [id, `${id}_1`]) {
        const { stdout, stderr } = await run([command, run1]);
        expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n\t]/u);
      }
    },
  );

  it('gets a log byte for byte with --raw', async () => {
    const { stdout } = await run(['logs', `${id}_0`, '--raw', '--file', 'user_logs/std_log.txt']);
    expect(stdout).toBe('\u001B[31mtrying 1 \u001B[0m token: undefined\n');
  });
});

describe('a terminal', () => {
  it.each([60, 80, 120])('of %d columns gets no longer line and no control character', async (columns) => {
    for (const args of [
      ['children', id],
      ['list'],
      ['metrics', id],
      ['hyperparameters', id],
      ['status', id],
      ['best', id],
    ]) {
      const { stdout } = await run(args, { columns });
      expect(stdout).toContain(args[0] === 'children' ? '3.5' : '');
      expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
    }
  });
});

describe('failures', () => {
  it('a child is no sweep: code 1, and the sweep that was meant', async () => {
    const { code, stderr } = await run(['best', `${id}_0`]);
    expect(code).toBe(1);
    expect(stderr).toContain(`"${id}_0" is a trial of the sweep "${id}"`);
    expect(stderr.split('\n')[1]).toContain(`best ${id}`);
  });

  it('a sweep that has ended is not canceled again', async () => {
    const { code, stderr } = await run(['cancel', id]);
    expect(code).toBe(1);
    expect(stderr).toContain('has ended already, as Completed');
  });

  it('a run of another experiment is not found', async () => {
    expect(await run(['status', id, '--experiment', 'desert'])).toMatchObject({ code: 1, stdout: '' });
  });

  it('a file of a run that is not there is not found', async () => {
    expect(await run(['logs', id, '--file', 'nothing.txt'])).toMatchObject({ code: 1, stdout: '' });
  });

  it('the faults of a sweep file are reported with all of their lines, and nothing is submitted', async () => {
    const file = await writeSweep(await temporaryFolder(), { metric: '[]' });
    const { code, stderr } = await run(['submit', file]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/sweep\.yml:\d+:\d+: objective\.primary_metric/);
    expect(stderr.trim().split('\n').at(-1)).toContain('nothing was submitted');
    expect(await json('list')).toHaveLength(1);
  });

  it('a sweep without a best run is code 3, null, and the reason', async () => {
    const file = await writeSweep(await temporaryFolder(), { metric: 'Gain' });
    const submitted = await run(['submit', file, '--wait']);
    expect(submitted.code).toBe(0);
    const [{ runId }] = JSON.parse((await run(['list', '--json'])).stdout);
    const { code, stdout, stderr } = await run(['best', runId, '--json']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: 'null\n' });
    expect(stderr).toContain('no child logged the primary metric "Gain"');
    expect(stderr).toContain('Did the script mean "gain"?');

    const explained = await run(['best', runId, '--explain']);
    expect(explained.code).toBe(3);
    expect(explained.stderr).toContain('Did the script mean "gain"?');
    expect(explained.stdout).toContain('reason\tmetric-never-logged\nclosest\tgain\nlogged\tgain, note');
    expect(explained.stdout).toContain('excluded\t3 without the metric (');
    const document = JSON.parse((await run(['best', runId, '--explain', '--json'])).stdout);
    expect(document).toMatchObject({
      runId: null,
      explanation: { value: null, reason: { code: 'metric-never-logged', closest: 'gain' }, provisional: false },
    });
    expect(document.explanation.loggedMetricNames).toContain('gain');
  }, 60_000);
});
