import { BanditPolicy, choice, uniform } from '@hyperdrive-run/core/config';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStudy } from './create-study.js';
import { restoreStudy } from './restore-study.js';
import type { Study } from './study.js';
import type { StudySpace } from './trial-values.js';

const space = { x: uniform(0, 1), units: choice(16, 32, 64) };
const few = { a: choice('p', 'q'), b: choice(1, 2) };
const begin = () => createStudy({ space, sampling: 'random', goal: 'maximize', seed: 7 });

/** What a caller does next, by chance. */
const step = fc.record({
  act: fc.constantFrom('ask', 'ask', 'report', 'tell', 'fail'),
  of: fc.nat(20),
  value: fc.oneof(fc.double({ min: -2, max: 2, noNaN: true }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)),
});
type Step = typeof step extends fc.Arbitrary<infer Taken> ? Taken : never;

function take(study: Study<StudySpace>, { act, of, value }: Step): unknown {
  if (act === 'ask') return study.ask();
  const running = study.trials.filter(({ status }) => status === 'Running');
  const trial = running[of % Math.max(1, running.length)];
  if (trial === undefined) return undefined;
  if (act === 'report') return study.report(trial, value);
  return act === 'tell' ? study.tell(trial, value) : study.fail(trial);
}

describe('a restored study', () => {
  const setups = fc.record({
    sampling: fc.constantFrom('random', 'sobol', 'bayesian', 'grid'),
    isStopping: fc.boolean(),
    seed: fc.maxSafeInteger(),
  });

  it('asks and decides as one that was not interrupted', () => {
    fc.assert(
      fc.property(
        setups,
        fc.array(step, { maxLength: 15 }),
        fc.array(step, { maxLength: 15 }),
        (setup, before, after) => {
          const { sampling, seed } = setup;
          const searched: StudySpace = sampling === 'grid' ? few : space;
          const policy =
            setup.isStopping && sampling !== 'bayesian' ? new BanditPolicy({ slackAmount: 0.2 }) : undefined;
          const study = createStudy({ space: searched, sampling, goal: 'minimize', seed, policy });
          for (const one of before) take(study, one);
          const restored = restoreStudy(study.save(), { space: searched });
          for (const one of after) expect(take(restored, one)).toEqual(take(study, one));
          expect(restored.trials).toEqual(study.trials);
          expect(restored.save()).toBe(study.save());
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ['study', 'no JSON', 'nothing'],
    ['study.version', '"version":1', '"version":2'],
    ['study.goal', '"maximize"', '"best"'],
    ['study.seed', '"seed":7', '"seed":"7"'],
    ['study.trials[0].status', '"Completed"', '"Ended"'],
    ['study.trials[0].reports[0]', '[0.5]', '["half"]'],
    ['study.trials[0].point', '"point":{', '"point":{"other":1,'],
  ])('names %s where the text is not as it was written', (option, from, to) => {
    const study = begin();
    study.tell(study.ask() ?? { number: -1 }, 0.5);
    const saved = study.save();
    const text = option === 'study' ? from : saved.replace(from, to);
    expect(text).not.toBe(saved);
    expect(() => restoreStudy(text, { space })).toThrow(expect.objectContaining({ code: 'invalid-argument', option }));
  });

  it('refuses another search space than that of the study', () => {
    expect(() => restoreStudy(begin().save(), { space: few })).toThrow('space is an object');
  });
});
