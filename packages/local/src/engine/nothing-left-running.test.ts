import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { grid } from './__fixtures__/bench-config.js';
import { createEngineBench, type EngineBench } from './__fixtures__/engine-bench.js';
import { trialMarkName } from './runners/process/processes/marked-processes.js';
import { readProcessStat } from './runners/process/processes/process-group.js';

/** The processes of all trials of a bench that are running now, found by looking at every process of the machine. */
function processesOf({ folder }: EngineBench): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => {
      try {
        const environment = readFileSync(`/proc/${id}/environ`, 'latin1');
        return environment.includes(`${trialMarkName}=${folder}/`) && readProcessStat(id)?.state !== 'Z';
      } catch {
        return false;
      }
    });
}

/**
 * A bench whose trials start a child that does not listen to SIGTERM, and a daemon of its own session that does not
 * either, and then do what the command says.
 */
async function benchWithFamilies(): Promise<EngineBench> {
  const bench = await createEngineBench({ graceMs: 200 });
  const deaf = `trap "" TERM; echo up >> ../../family; while :; do sleep 0.2; done`;
  bench.writeCode(
    'family.sh',
    `sh -c '${deaf}' &\nsetsid sh -c '${deaf}' &\nwhile [ "$(wc -l < ../../family 2>/dev/null || echo 0)" -lt 2 ]; do sleep 0.02; done`,
  );
  return bench;
}
const withFamily = (command: string) => ({ command: `sh family.sh; ${command}` });

/** Resolves once so many processes of the bench's trials run. */
async function untilRunning(bench: EngineBench, count: number): Promise<void> {
  while (processesOf(bench).length < count) await delay(20);
}

describe.skipIf(!existsSync('/proc/self/environ'))('nothing of a sweep is left running', () => {
  it('after it was canceled', async () => {
    const bench = await benchWithFamilies();
    const { runId } = bench.submit({ trial: withFamily('sleep 600') });
    await untilRunning(bench, 8);
    bench.engine.cancelSweep(bench.key(runId));
    await bench.engine.whenIdle();
    expect(processesOf(bench)).toEqual([]);
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Canceled', 'Canceled']);
  });

  it('after its time ran out, and that of its trials', async () => {
    const bench = await benchWithFamilies();
    const { parent } = await bench.runToEnd({
      trial: withFamily('sleep 600'),
      maxDurationSeconds: 1,
    });
    const { children } = await bench.runToEnd({ trial: { ...withFamily('sleep 600'), maxDurationSeconds: 1 } });
    expect(processesOf(bench)).toEqual([]);
    expect(parent.cancellationReason).toContain('maximum duration');
    expect(children.map((child) => child.cancellationReason)).toEqual(
      [1, 2].map(() => expect.stringContaining('maximum duration of 1 s')),
    );
  });

  it('after its trials came to their own end', async () => {
    const bench = await benchWithFamilies();
    const { children } = await bench.runToEnd({ trial: withFamily('true') });
    expect(processesOf(bench)).toEqual([]);
    expect(children.map((child) => child.status)).toEqual(['Completed', 'Completed']);
  });

  it('after it was canceled while a trial whose command has ended is being tidied up', async () => {
    const bench = await createEngineBench({ graceMs: 1000 });
    bench.writeCode(
      'left.sh',
      `setsid sh -c 'trap "" TERM; echo up > ../../up; while :; do sleep 0.2; done' &\nwhile [ ! -e ../../up ]; do sleep 0.02; done; touch ${join(bench.folder, 'ended')}`,
    );
    const { runId } = bench.submit({ hyperparameterSampling: grid(1), trial: { command: 'sh left.sh' } });
    while (!existsSync(join(bench.folder, 'ended'))) await delay(5);
    bench.engine.cancelSweep(bench.key(runId));
    await bench.engine.whenIdle();
    expect(processesOf(bench)).toEqual([]);
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Canceled');
  });

  it('after its service stopped', async () => {
    const bench = await benchWithFamilies();
    bench.submit({ trial: withFamily('sleep 600') });
    await untilRunning(bench, 8);
    await bench.engine.close();
    expect(processesOf(bench)).toEqual([]);
  });
});
