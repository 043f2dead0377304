import fc from 'fast-check';
import type { DescribedChild, DescribedConfig, DescribedExpression, DescribedSweep } from './description.js';

/** Mostly the first of the words. */
function mostly<Word>(first: Word, ...rest: readonly Word[]): fc.Arbitrary<Word> {
  return fc.oneof({ weight: 60, arbitrary: fc.constant(first) }, { weight: 1, arbitrary: fc.constantFrom(...rest) });
}

const spaces = fc
  .constantFrom(1, 1, 1, 1, 2)
  .map((max): DescribedSweep['space'] => [
    ['x', { make: 'expression', name: 'uniform', args: [0, max] } satisfies DescribedExpression],
  ]);

const sweeps: fc.Arbitrary<DescribedSweep> = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map((number) => `HD_${number}`),
  type: mostly('hyperdrive', 'azureml.scriptrun'),
  status: mostly('Completed', 'Canceled', 'Canceled', 'Failed', 'Running'),
  metric: mostly('accuracy', 'loss'),
  goal: mostly('maximize', 'minimize'),
  host: mostly('https://a', 'https://b'),
  space: spaces,
  total: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 200, 499, 500)),
});
const children: fc.Arbitrary<DescribedChild> = fc.record({
  id: fc.integer({ min: 0, max: 90 }).map((number) => `child_${number}`),
  status: mostly('Completed', 'Failed', 'Canceled', 'Running', 'Finalizing'),
  parent: fc.oneof({ weight: 60, arbitrary: sweeps }, { weight: 1, arbitrary: fc.constant(null) }),
});

/** Configs that are in order but for what they resume, perhaps. */
export const resumingConfigs: fc.Arbitrary<DescribedConfig> = fc
  .record(
    {
      max_total_runs: fc.constantFrom(1, 2, 8, 500),
      sampling: fc.constantFrom('RandomParameterSampling', 'BayesianParameterSampling'),
      space: spaces,
      resume_from: fc.array(sweeps, { maxLength: 6, size: 'max' }),
      resume_child_runs: fc.array(children, { maxLength: 8, size: 'max' }),
      short: fc.boolean(),
    },
    { requiredKeys: ['max_total_runs', 'sampling', 'space', 'short'] },
  )
  .map(({ max_total_runs, sampling, space, resume_from, resume_child_runs, short }) => ({
    make: 'config',
    options: {
      hyperparameter_sampling: {
        make: 'sampling',
        name: sampling === 'RandomParameterSampling' ? 'RandomParameterSampling' : 'BayesianParameterSampling',
        space: { $space: space },
        options: {},
      },
      primary_metric_name: 'accuracy',
      primary_metric_goal: { $goal: 'MAXIMIZE' },
      max_total_runs,
      run_config: { $script: true },
      // Most faults come with many runs: every other case has few, so that some fit.
      ...(resume_from && { resume_from: resume_from.slice(0, short ? 1 : 6).map(($sweep) => ({ $sweep })) }),
      ...(resume_child_runs && {
        resume_child_runs: withOneParentPerId(resume_child_runs.slice(0, short ? 1 : 8)).map(($child) => ({ $child })),
      }),
    },
  }));

/** There is one run of an id: children that name the same parent have the same one. */
function withOneParentPerId(all: readonly DescribedChild[]): readonly DescribedChild[] {
  const parents = new Map<string, DescribedSweep>();
  return all.map((child) => {
    if (child.parent === null) return child;
    const parent = parents.get(child.parent.id) ?? child.parent;
    parents.set(parent.id, parent);
    return { ...child, parent };
  });
}
