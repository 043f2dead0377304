import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uniqueNames } from './unique-names.js';

it('keeps a name that is free, and puts behind another what it is of', () => {
  const taken = new Set(['runId', 'status', 'status (hyperparameter)']);
  expect(uniqueNames(['lr', 'status', '__proto__'], taken, 'hyperparameter')).toEqual([
    'lr',
    'status (hyperparameter) (hyperparameter)',
    '__proto__',
  ]);
});

it('gives every column a name of its own, whatever the names are', () => {
  const name = fc.constantFrom('a', 'a (metric)', 'a (metric) (metric)', 'b', '');
  fc.assert(
    fc.property(fc.uniqueArray(name), fc.uniqueArray(name), (before, names) => {
      const unique = uniqueNames(names, new Set(before), 'metric');
      expect(new Set([...before, ...unique]).size).toBe(before.length + names.length);
    }),
  );
});
