import { randomInt, randomUUID } from 'node:crypto';
import { createRandomSource } from '@hyperdrive-run/sampling';
import { expect } from 'vitest';
import { temporaryFolder } from '../../storage/__fixtures__/temporary-folder.js';
import { buildServiceProcess } from './build-service-process.js';
import { type ChaosSweep, readNotes, readOutcome } from './chaos-sweep.js';
import { controlThroughKills } from './control-through-kills.js';
import { readControlledOutcome } from './controlled-outcome.js';
import type { ChaosOptions } from './expect-undisturbed.js';
import { explainFailures } from './explain-failures.js';
import { endWithTest, processesOf } from './processes-of-sweep.js';
import { countMoments, randomKill } from './random-kill.js';
import { runThroughKills } from './run-through-kills.js';

/**
 * Runs a sweep that is paused, resumed, retried and pruned beside while its service is killed again and again, and holds
 * it against the same sweep undisturbed. The seed is printed; `CHAOS_SEED` repeats it, but for what the system's
 * scheduling makes of it.
 * @returns how many trials were retried
 */
export async function expectControlled({ trials, width, kills }: ChaosOptions): Promise<number> {
  const seed = Number(process.env['CHAOS_SEED'] ?? randomInt(2 ** 31));
  const random = createRandomSource(seed);
  const program = await buildServiceProcess();
  const newSweep = async (): Promise<ChaosSweep> =>
    endWithTest({ folder: await temporaryFolder(), runId: `HD_${randomUUID()}`, trials, width });
  const undisturbed = await newSweep();
  await runThroughKills(program, undisturbed, () => undefined);
  const expected = readControlledOutcome(undisturbed);
  expect(readOutcome(undisturbed).outcome.status).toBe('Completed');

  const sweep = await newSweep();
  const controlled = await controlThroughKills(program, sweep, random, { kills, nextKill: () => randomKill(random) });
  const { retries, trialIds, ...outcome } = readControlledOutcome(sweep);
  const done = [...controlled.done].map(([request, count]) => `${request} ${count}`).join(', ');
  process.stdout.write(
    `The service was killed ${controlled.kills.length} times (${countMoments(controlled.kills)}) between: ${done}; ` +
      `${retries.length} trials were retried; seed ${seed}.\n`,
  );
  const { retries: _, trialIds: __, ...right } = expected;
  const what = `seed ${seed}, killed at ${JSON.stringify(controlled.kills)}${explainFailures(sweep)}`;
  expect(outcome, what).toEqual(right);
  // A trial that is retried fails as it did before, as a trial of its own.
  expect(retries, what).toEqual(retries.map(() => true));
  const { started, acknowledged } = readNotes(sweep);
  expect(started.toSorted(), what).toEqual(trialIds);
  const told = acknowledged.map(({ runId, metricId, value }) => `${runId} ${metricId} {"score":${value}}`);
  expect(readOutcome(sweep).stored.toSorted(), what).toEqual(told.toSorted());
  expect(processesOf(sweep), what).toEqual([]);
  return retries.length;
}
