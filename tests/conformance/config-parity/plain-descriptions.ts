import fc from 'fast-check';
import type { DescribedExpression, DescribedPolicy, DescribedSampling } from './description.js';

// Parts with which nothing is wrong, so that faults elsewhere in the same description are seen.

/** Choices that every sampling takes. */
export const plainChoices: fc.Arbitrary<DescribedExpression> = fc
  .oneof(
    fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 4 }),
    fc.array(fc.constantFrom('relu', 'tanh'), { minLength: 1, maxLength: 4 }),
  )
  .map((args): DescribedExpression => ({ make: 'expression', name: 'choice', args }));

/** Every sampling over one choice. */
export const plainSamplings: fc.Arbitrary<DescribedSampling> = fc
  .tuple(
    fc.constantFrom<DescribedSampling['name']>(
      'RandomParameterSampling',
      'GridParameterSampling',
      'BayesianParameterSampling',
    ),
    plainChoices,
  )
  .map(([name, choice]) => ({ make: 'sampling', name, space: { $space: [['units', choice]] }, options: {} }));

/** A policy in order. */
export const plainPolicies: fc.Arbitrary<DescribedPolicy> = fc
  .record({ evaluation_interval: fc.integer({ min: 1, max: 9 }), delay_evaluation: fc.nat({ max: 9 }) })
  .map((options) => ({ make: 'policy', name: 'MedianStoppingPolicy', options }));
