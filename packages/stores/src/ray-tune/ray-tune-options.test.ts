import { InvalidArgumentError } from '@hyperdrive-run/core';
import { expect, it } from 'vitest';
import { rayTuneOptions } from './ray-tune-options.js';

it('takes a metric and a goal in any case', () => {
  expect(rayTuneOptions(new URLSearchParams('metric=eval%2Facc&goal=MAXIMIZE'))).toEqual({
    metric: 'eval/acc',
    goal: 'maximize',
  });
  expect(rayTuneOptions(new URLSearchParams())).toEqual({});
});

it.each(['goal=most', 'metric=', 'study=a'])('refuses %s', (query) => {
  expect(() => rayTuneOptions(new URLSearchParams(query))).toThrow(InvalidArgumentError);
});
