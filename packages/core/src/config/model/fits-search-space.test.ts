import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../json/json-value.js';
import { choice } from './choice.js';
import { fitsSearchSpace } from './fits-search-space.js';
import { randint, uniform } from './numeric-expressions.js';
import { RandomParameterSampling } from './sampling.js';
import { UnknownSampling } from './unknown-sampling.js';

const sampling = new RandomParameterSampling({
  lr: uniform(0, 1),
  seed: randint(2n ** 60n),
  units: choice([16, [32, 8], { a: 1 }]),
});

describe('fitsSearchSpace', () => {
  it.each([
    ['a listed number', 16],
    ['a listed list', [32, 8]],
    ['a listed object', new Map([['a', 1]])],
  ])('takes %s of a choice', (_, units) => {
    expect(
      fitsSearchSpace(
        sampling,
        new Map<string, JsonValue>([
          ['lr', 0.5],
          ['seed', 7n],
          ['units', units],
        ]),
      ),
    ).toBe(true);
  });

  it('takes names beside those of the space, and values outside of the bounds', () => {
    expect(
      fitsSearchSpace(
        sampling,
        new Map([
          ['lr', 7],
          ['seed', -1],
          ['units', 16],
          ['batch', 1],
        ]),
      ),
    ).toBe(true);
  });

  it('refuses a name that is missing, text for a number, and what a choice does not list', () => {
    expect(
      fitsSearchSpace(
        sampling,
        new Map([
          ['lr', 0.5],
          ['seed', 1],
        ]),
      ),
    ).toBe(false);
    expect(
      fitsSearchSpace(
        sampling,
        new Map<string, string | number>([
          ['lr', '0.5'],
          ['seed', 1],
          ['units', 16],
        ]),
      ),
    ).toBe(false);
    expect(
      fitsSearchSpace(
        sampling,
        new Map<string, string | number>([
          ['lr', 0.5],
          ['seed', 1],
          ['units', '16'],
        ]),
      ),
    ).toBe(false);
  });

  it('takes anything where the space itself is not known', () => {
    expect(fitsSearchSpace(new UnknownSampling('SOBOL2', null), new Map([['x', null]]))).toBe(true);
  });
});
