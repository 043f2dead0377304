import { describe, expect, it } from 'vitest';
import { type FakeMlflowRun, startFakeMlflow } from '../__fixtures__/fake-mlflow.js';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { runCli } from '../run-cli.js';

async function run(backend: string, ...args: readonly string[]) {
  const io = memoryIo({ env: { NO_COLOR: '1' } });
  const code = await runCli([...args, '--backend', backend], io);
  return { code, ...io.printed };
}

const nested: readonly FakeMlflowRun[] = [
  { id: 'p' },
  { id: 'a', parent: 'p', metrics: { acc: 0.5 } },
  { id: 'b', parent: 'p', metrics: { acc: 0.9 } },
];

const optuna = (number: number, state: string): Readonly<Record<string, string>> => ({
  number: String(number),
  state,
  direction: 'MAXIMIZE',
});
const study: readonly FakeMlflowRun[] = [
  { id: 't0', tags: optuna(0, 'COMPLETE'), metrics: { acc: 0.5 } },
  { id: 't1', tags: optuna(1, 'PRUNED'), metrics: { acc: 0.99 } },
  { id: 't2', tags: optuna(2, 'FAIL') },
];

describe('nested runs without the tags of a sweep', () => {
  it('are led to from an empty list, never to a submit', async () => {
    const backend = await startFakeMlflow(nested);
    const { code, stderr } = await run(backend, 'list');
    expect(code).toBe(0);
    expect(stderr).toContain(`hyperdrive best RUN --primary-metric METRIC --goal maximize --backend ${backend}`);
    expect(stderr).toContain('hyperdrive best experiment:NAME --primary-metric METRIC');
    expect(stderr).not.toContain('submit');
    expect((await run(backend, 'list', '--experiment', 'garden')).stderr).toContain('best experiment:garden ');
    expect(JSON.parse((await run(backend, 'list', '--json')).stdout)).toEqual([]);
  });

  it('are opened by the options that the error names', async () => {
    const backend = await startFakeMlflow(nested);
    const { code, stderr } = await run(backend, 'best', 'p');
    expect([code, stderr]).toEqual([1, expect.stringContaining('--primary-metric acc --goal maximize, or minimize')]);
    expect(stderr).not.toContain('list');
    const best = await run(backend, 'best', 'p', '--primary-metric', 'acc', '--goal', 'minimize');
    expect(best.stdout).toContain('runId\ta\n');
  });

  it('have a status without limits that nobody set', async () => {
    const backend = await startFakeMlflow(nested);
    const options = ['--primary-metric', 'acc', '--goal', 'maximize'];
    const { stdout } = await run(backend, 'status', 'p', ...options);
    expect(stdout).toContain('children\t2 Completed\n');
    expect(stdout).not.toMatch(/limits|1000/);
    expect(JSON.parse((await run(backend, 'status', 'p', ...options, '--json')).stdout)).not.toHaveProperty('limits');
    const watched = await run(backend, 'watch', 'p', ...options);
    expect(watched.stderr).not.toContain('1000');
    // What is advised then opens the sweep again.
    expect(watched.stderr).toContain(`hyperdrive best p --primary-metric acc --goal maximize --backend ${backend}`);
  });

  it('are not below a run that is alone: that error leads to its experiment', async () => {
    const { stderr } = await run(await startFakeMlflow(nested), 'best', 'a');
    expect(stderr).toContain('It has no nested runs.');
    expect(stderr).toContain('hyperdrive best experiment:garden --primary-metric METRIC --goal maximize');
  });

  it('are not looked for under an id that is not there', async () => {
    const { code, stderr } = await run(await startFakeMlflow(nested), 'best', 'nowhere');
    expect([code, stderr]).toEqual([1, expect.stringContaining('experiment:NAME for all runs of an experiment')]);
  });
});

describe('the runs of an experiment', () => {
  it('open as a sweep, with the goal that the search wrote on them', async () => {
    const backend = await startFakeMlflow(study);
    const args = ['best', 'experiment:garden', '--primary-metric', 'acc', '--explain'];
    const { code, stdout, stderr } = await run(backend, ...args);
    expect(code).toBe(0);
    expect(stderr).toContain('The goal of "acc" is maximize');
    expect(stdout).toContain('runId\tt0\n');
    expect(stdout).toContain('goal\tthe one that the search wrote on its trials\n');
    expect(stdout).toContain('1 pruned by the search that chose them (t1)');
    const { explanation } = JSON.parse((await run(backend, ...args, '--json')).stdout);
    expect(explanation).toMatchObject({
      goalSource: 'trials',
      excluded: [
        { runId: 't1', status: 'Canceled', reason: 'pruned' },
        { runId: 't2', status: 'Failed', reason: 'not-logged' },
      ],
    });
  });

  it('name their metrics where none is given', async () => {
    const { stderr } = await run(await startFakeMlflow(study), 'best', 'experiment:garden');
    expect(stderr).toContain('an experiment names no primary metric; its children logged "acc"');
    expect(stderr).toContain('--primary-metric acc --goal maximize');
  });

  it('want a goal where no trial names one', async () => {
    const backend = await startFakeMlflow(nested);
    const { code, stderr } = await run(backend, 'best', 'experiment:garden', '--primary-metric', 'acc');
    expect([code, stderr]).toEqual([2, expect.stringContaining('No trial names a goal')]);
  });

  it('show status and metrics without any metric to judge by', async () => {
    const backend = await startFakeMlflow(study);
    expect((await run(backend, 'status', 'experiment:garden')).stdout).toContain(
      'children\t1 Completed, 1 Failed, 1 Canceled\n',
    );
    expect((await run(backend, 'metrics', 'experiment:garden')).stdout).toContain('t1\tacc\t0\t0\t\t0.99\n');
  });

  it('are trials that can be explained', async () => {
    const backend = await startFakeMlflow(study);
    const options = ['--primary-metric', 'acc'];
    expect((await run(backend, 'explain', 't1', ...options)).stderr).toContain('pruned it, by rules of its own');
    expect((await run(backend, 'explain', 'experiment:garden', ...options)).stderr).toContain('is a sweep');
  });

  it('are not canceled as a whole', async () => {
    const { code, stderr } = await run(await startFakeMlflow(study), 'cancel', 'experiment:garden');
    expect([code, stderr]).toEqual([1, expect.stringContaining('MLflow does not support canceling all runs')]);
  });
});
