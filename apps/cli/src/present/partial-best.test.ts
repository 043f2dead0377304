import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BackendError, Experiment, exportSnapshot, HyperDriveRun } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

const scope = { experimentName: 'tulips' };

/** A backend in which the metrics of one run cannot be read. */
class PartlyReadable extends InMemoryBackend {
  unreadable = '';

  override async *getMetrics(
    ...[ids, call]: Parameters<InMemoryBackend['getMetrics']>
  ): ReturnType<InMemoryBackend['getMetrics']> {
    const error = new BackendError({ code: 'service-failure', message: 'It failed.' });
    for await (const result of super.getMetrics(ids, call)) {
      yield result.runId === this.unreadable ? { kind: 'unreadable', runId: result.runId, error } : result;
    }
  }
}

/** The program on an exported sweep in which the metrics of one run could not be read. */
async function askWithout(unreadable: string) {
  const children = [0.5, 0.9, 0.7].map((value) => ({ metrics: [scalarMetric('accuracy', [value])] }));
  const backend = new PartlyReadable(scope, [makeSweep({ scope, runId: 'HD_1', children })]);
  backend.unreadable = unreadable;
  const sweep = await HyperDriveRun.load(new Experiment(backend, 'tulips'), 'HD_1');
  const lines: string[] = [];
  for await (const line of exportSnapshot(sweep)) lines.push(line);
  const file = path.join(await temporaryFolder(), 'sweep.ndjson');
  await writeFile(file, lines.join(''));
  return async (...args: readonly string[]) => {
    const io = memoryIo({ env: { NO_COLOR: '1' } });
    const code = await runCli([...args, '--backend', `file:${file}`], io);
    return { code, ...io.printed };
  };
}

describe('the best run where something cannot be read', () => {
  it.each([
    ["the sweep's table", 'HD_1', 'HD_1_1', 'recorded-best-unreadable'],
    ['a child', 'HD_1_1', 'HD_1_2', 'children-unreadable'],
  ])('fails, and is provisional with --partial: %s', async (_, lost, best, reason) => {
    const ask = await askWithout(lost);
    const failed = await ask('best', 'HD_1', '--json');
    expect(failed).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(lost) });

    const partial = await ask('best', 'HD_1', '--json', '--partial');
    expect(partial.code).toBe(0);
    expect(JSON.parse(partial.stdout)).toMatchObject({
      runId: best,
      provisional: true,
      provisionalBecause: [reason],
    });
    expect((await ask('best', 'HD_1', '--partial')).stdout).toMatch(/^provisional\t.* could not be read$/m);
    const explained = await ask('best', 'HD_1', '--json', '--partial', '--explain');
    expect(JSON.parse(explained.stdout).explanation).toMatchObject({ provisional: true, provisionalBecause: [reason] });
  });

  it('is said to be missing at the end of watch, too', { tags: ['full'] }, async () => {
    const ask = await askWithout('HD_1_1');
    const { code, stdout, stderr } = await ask('watch', 'HD_1', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'Completed',
      provisional: true,
      provisionalBecause: ['children-unreadable'],
      best: { runId: 'HD_1_2', provisional: true },
    });
    expect(stderr).toContain('The metrics of 1 child could not be read (…_1); it may be the best.');
  });
});
