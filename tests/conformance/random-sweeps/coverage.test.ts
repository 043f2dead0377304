import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitrarySweep } from './arbitrary-sweep.js';
import { Coverage } from './coverage.js';
import { features, featuresOf } from './features.js';

it('random sweeps show each feature often enough', () => {
  const coverage = new Coverage(features.keys());
  for (const sweep of fc.sample(arbitrarySweep, { numRuns: 2000, seed: 1 })) coverage.add(featuresOf(sweep));
  // More than the 5 percent that a run of 500 asks for: such a run is not to fail by chance.
  expect(coverage.tooRare(0.08), coverage.report()).toEqual([]);
});

it('random sweeps have up to 60 children', () => {
  const sizes = fc.sample(arbitrarySweep, { numRuns: 2000, seed: 2 }).map(({ children }) => children.length);
  expect(Math.max(...sizes)).toBeGreaterThanOrEqual(55);
});

it('what is seen at too few of the looks is told, and what is never seen always', () => {
  const coverage = new Coverage(['often', 'once', 'never']);
  coverage.add(['often', 'once', 'once']);
  for (let look = 0; look < 19; look += 1) coverage.add(['often']);
  expect(coverage.tooRare(0.05)).toEqual(['never']);
  expect(coverage.tooRare(0.1)).toEqual(['once', 'never']);
  expect(coverage.tooRare(0)).toEqual(['never']);
  expect(coverage.report()).toContain('    5 %  once');
  expect(() => coverage.add(['something else'])).toThrow('something else');
});
