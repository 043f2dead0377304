import { parseJson } from '@hyperdrive-run/core/json';
import { expect, it } from 'vitest';
import { compareSpaces } from './compare-spaces.js';

const space = (json: string) => parseJson(`{"name": "RANDOM", "parameter_space": ${json}}`);

it('has each hyperparameter of either sweep once, and says which differ', () => {
  const one = space(
    '{"lr": ["loguniform", [-6, -1]], "layers": ["choice", [[1, 2, "auto"]]], "__proto__": ["uniform", [0, 1]]}',
  );
  const other = space(
    '{"layers": ["choice", [[1, 2, "auto"]]], "lr": ["loguniform", [-5, -1]], "decay": ["uniform", [0, 1]]}',
  );
  expect(compareSpaces(one, other)).toEqual([
    {
      name: 'lr',
      one: 'loguniform(-6, -1): 0.00248 to 0.368',
      other: 'loguniform(-5, -1): 0.00674 to 0.368',
      isSame: false,
    },
    { name: 'layers', one: 'choice([1,2,"auto"])', other: 'choice([1,2,"auto"])', isSame: true },
    { name: '__proto__', one: 'uniform(0, 1)', other: undefined, isSame: false },
    { name: 'decay', one: undefined, other: 'uniform(0, 1)', isSame: false },
  ]);
});

it('takes what it does not understand as no space', () => {
  expect([compareSpaces(undefined, undefined), compareSpaces('x', new Map([['parameter_space', 1]]))]).toEqual([
    [],
    [],
  ]);
});
