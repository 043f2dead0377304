import { loguniform, randint } from '@hyperdrive-run/core/config';
import { expectTypeOf, test } from 'vitest';
import { createStudy } from './create-study.js';

test('the values of a trial have the types that the search space gives', () => {
  const study = createStudy({ space: { lr: loguniform(-7, 0), n: randint(3) }, sampling: 'random', goal: 'minimize' });
  const trial = study.ask();
  expectTypeOf(trial).not.toEqualTypeOf<never>();
  if (trial === undefined) return;
  expectTypeOf(trial.values).toEqualTypeOf<{ readonly lr: number; readonly n: number }>();
  // @ts-expect-error -- no hyperparameter of the space
  expectTypeOf(trial.values.momentum).toBeAny();
});

test('a choice whose values are written out gives the union of them', () => {
  const study = createStudy({
    space: { units: { kind: 'choice', values: [16, 32] } },
    sampling: 'grid',
    goal: 'minimize',
  });
  expectTypeOf(study.best()?.values.units).toEqualTypeOf<16 | 32 | undefined>();
});
