import { expect, it } from 'vitest';
import { isTunedElsewhere } from './tuned-elsewhere.js';

it.each([
  ['optuna', 'study', true],
  ['ray_tune', 'experiment', true],
  ['optuna', 'experiment', false],
  ['ray_tune.metric', 'loss', false],
])('a sweep with the property %s: %s was tuned by another tool: %s', (name, value, expected) => {
  expect(isTunedElsewhere({ properties: new Map([[name, value]]) })).toBe(expected);
});
