import { expect, test } from 'vitest';
import { runSideBySide } from './run-side-by-side.mjs';
import type { Outcome } from './run-step.mjs';
import { type Step, steps as stepsOfNpmTest } from './steps.mjs';

/** Runs steps that each take a number of turns, and keeps what began and ended, in order. */
async function run(steps: readonly Step[], lanes: number, failing: readonly string[] = []) {
  const log: string[] = [];
  let running = 0;
  let most = 0;
  const outcomes = await runSideBySide(
    steps,
    async ({ name, script }): Promise<Outcome> => {
      log.push(`begin ${name}`);
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < name.length % 5; turn += 1) await Promise.resolve();
      running -= 1;
      log.push(`end ${name}`);
      return { name, script, result: failing.includes(name) ? 'failed' : 'passed', seconds: 0 };
    },
    lanes,
  );
  return { log, most, outcomes };
}

const step = (name: string, rest: Partial<Step> = {}): Step => ({ name, script: name, ...rest });

test.each([1, 2, 3])(
  'with %i lanes each step begins after those that it waits for, and all are reported',
  async (lanes) => {
    const steps = [
      step('tests', { after: ['build', 'environments'] }),
      step('build'),
      step('environments'),
      step('lint'),
      step('size', { needs: ['build'] }),
      step('docs', { needs: ['build', 'size'], after: ['lint'] }),
    ];
    const { log, most, outcomes } = await run(steps, lanes);
    expect(outcomes.map(({ name }) => name)).toEqual(steps.map(({ name }) => name));
    expect(most).toBeLessThanOrEqual(lanes);
    expect(most > 1).toBe(lanes > 1);
    for (const { name, needs = [], after = [] } of steps) {
      for (const other of [...needs, ...after]) {
        expect(log.indexOf(`end ${other}`)).toBeLessThan(log.indexOf(`begin ${name}`));
      }
    }
  },
);

test('a step that is to be alone runs beside no other', async () => {
  const { log } = await run(
    [step('ray', { isAlone: true }), step('a'), step('faults'), step('slurm', { isAlone: true })],
    2,
  );
  for (const name of ['ray', 'slurm']) expect(log[log.indexOf(`begin ${name}`) + 1]).toBe(`end ${name}`);
  expect(log.slice(2, 4)).toEqual(['begin a', 'begin faults']);
});

test('a step is not run without what it needs, and says so; one that only waits is run', async () => {
  const steps = [step('build'), step('size', { needs: ['build'] }), step('tests', { after: ['build'] })];
  const { outcomes } = await run(steps, 2, ['build']);
  expect(outcomes).toMatchObject([
    { name: 'build', result: 'failed' },
    { name: 'size', result: 'not run', reason: 'it needs the step "build", which did not pass' },
    { name: 'tests', result: 'passed' },
  ]);
});

test('steps that wait for one that is not there are an error, and so is a circle', async () => {
  await expect(run([step('size', { needs: ['bulid'] })], 2)).rejects.toThrow('Nothing ends that these wait for: size');
  await expect(run([step('a', { after: ['b'] }), step('b', { after: ['a'] })], 2)).rejects.toThrow('a, b');
});

test('the steps of npm test can all run', async () => {
  const { outcomes } = await run(stepsOfNpmTest, 2);
  expect(outcomes.filter(({ result }) => result !== 'passed')).toEqual([]);
});
