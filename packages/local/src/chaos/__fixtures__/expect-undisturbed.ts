import { randomInt, randomUUID } from 'node:crypto';
import { createRandomSource } from '@hyperdrive-run/sampling';
import { expect } from 'vitest';
import { temporaryFolder } from '../../storage/__fixtures__/temporary-folder.js';
import { buildServiceProcess } from './build-service-process.js';
import { type ChaosSweep, readNotes, readOutcome } from './chaos-sweep.js';
import { explainFailures } from './explain-failures.js';
import type { KillPlan } from './kill-plan.js';
import { endWithTest, processesOf } from './processes-of-sweep.js';
import { countMoments, randomKill } from './random-kill.js';
import { runThroughKills } from './run-through-kills.js';

export interface ChaosOptions {
  readonly trials: number;
  /** How many trials run at a time. */
  readonly width: number;
  /** How often the service is killed at least; as many sweeps are run as that takes. */
  readonly kills: number;
}

/**
 * Runs sweeps whose service is killed again and again, and holds each against the same sweep undisturbed. The seed of
 * what is random is printed; `CHAOS_SEED` repeats it, but for what the system's scheduling makes of it.
 * @returns how often it was killed
 */
export async function expectUndisturbed({ trials, width, kills }: ChaosOptions): Promise<number> {
  const seed = Number(process.env['CHAOS_SEED'] ?? randomInt(2 ** 31));
  const random = createRandomSource(seed);
  const program = await buildServiceProcess();
  const newSweep = async (): Promise<ChaosSweep> =>
    endWithTest({ folder: await temporaryFolder(), runId: `HD_${randomUUID()}`, trials, width });
  const undisturbed = await newSweep();
  await runThroughKills(program, undisturbed, () => undefined);
  const expected = readOutcome(undisturbed).outcome;
  expect(expected.status).toBe('Completed');

  const happened: KillPlan[] = [];
  while (happened.length < kills) {
    const sweep = await newSweep();
    const killed = await runThroughKills(program, sweep, () => randomKill(random));
    happened.push(...killed);
    expectSurvived(sweep, expected, `seed ${seed}, killed at ${JSON.stringify(killed)}${explainFailures(sweep)}`);
  }
  process.stdout.write(`The service was killed ${happened.length} times (${countMoments(happened)}), seed ${seed}.\n`);
  return happened.length;
}

function expectSurvived(sweep: ChaosSweep, expected: unknown, what: string): void {
  const { outcome, stored } = readOutcome(sweep);
  const { started, acknowledged } = readNotes(sweep);
  expect(outcome, what).toEqual(expected);
  // Each trial ran once.
  expect(started.toSorted(), what).toEqual(
    Array.from({ length: sweep.trials }, (_, trial) => `${sweep.runId}_${trial}`).toSorted(),
  );
  // What was acknowledged is there, once, and nothing else is.
  const told = acknowledged.map(({ runId, metricId, value }) => `${runId} ${metricId} {"score":${value}}`);
  expect(stored.toSorted(), what).toEqual(told.toSorted());
  expect(processesOf(sweep), what).toEqual([]);
}
