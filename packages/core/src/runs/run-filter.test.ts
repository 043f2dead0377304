import { describe, expect, it } from 'vitest';
import { matchesFilter } from './run-filter.js';

const run = {
  status: 'Completed',
  runType: 'azureml.scriptrun',
  tags: new Map([['phase', 'one']]),
  properties: new Map([['__proto__', 'p']]),
};

describe('matchesFilter', () => {
  it.each([
    [{}, true],
    [{ status: 'Completed' }, true],
    [{ status: 'completed' }, false],
    // No part of a status is one.
    [{ status: 'Completed, Failed' }, false],
    [{ status: ['Failed', 'Completed'] }, true],
    [{ status: [] }, false],
    [{ type: 'azureml.scriptrun' }, true],
    [{ type: 'hyperdrive' }, false],
    [{ tags: 'phase' }, true],
    [{ tags: 'Phase' }, false],
    [{ tags: { phase: 'one' } }, true],
    [{ tags: { phase: 'two' } }, false],
    [{ tags: { phase: 'one', other: 'x' } }, false],
    [{ properties: new Map([['__proto__', 'p']]) }, true],
    [{ properties: '__proto__', status: 'Failed' }, false],
  ])('says of %j: %s', (filter, expected) => {
    expect(matchesFilter(run, filter)).toBe(expected);
  });
});
