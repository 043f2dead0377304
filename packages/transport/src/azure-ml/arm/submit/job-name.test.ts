import { expect, it } from 'vitest';
import { makeJobName } from './job-name.js';

it('is made of two words and ten characters, and is another one each time', () => {
  const names = Array.from({ length: 200 }, () => makeJobName());
  for (const name of names) expect(name).toMatch(/^[a-z]+_[a-z]+_[bcdfghjklmnpqrstvwxyz0-9]{10}$/);
  expect(new Set(names).size).toBe(200);
});

it('stays in its words at both ends of the random numbers', () => {
  expect([makeJobName(() => 0), makeJobName(() => 1 - 2 ** -53)]).toEqual([
    'amber_apple_bbbbbbbbbb',
    expect.stringMatching(/^zesty_zoo_9{10}$/),
  ]);
});
