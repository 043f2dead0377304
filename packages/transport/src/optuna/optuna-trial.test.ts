import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optunaTrial, withOptunaTrial } from './optuna-trial.js';

const tags = (state: string, direction = 'MAXIMIZE', number = '7') =>
  new Map(Object.entries({ state, direction, number }));

describe('what Optuna wrote of a trial', () => {
  it.each([
    ['COMPLETE', 'completed'],
    ['FAIL', 'failed'],
    ['PRUNED', 'pruned'],
    ['RUNNING', undefined],
    ['WAITING', undefined],
  ])('is its outcome: %s', (state, outcome) => {
    expect(optunaTrial(tags(state))).toEqual({ outcome, goals: ['maximize'] });
  });

  it.each([
    ['MINIMIZE', ['minimize']],
    ["['MINIMIZE', 'MAXIMIZE']", ['minimize', 'maximize']],
    ['NOT_SET', []],
  ])('is the goal of each objective: %s', (direction, goals) => {
    expect(optunaTrial(tags('COMPLETE', direction))?.goals).toEqual(goals);
  });

  it('is nothing where one of the three tags is missing or has another form', () => {
    for (const name of ['state', 'direction', 'number']) {
      const some = tags('FAIL');
      some.delete(name);
      expect(optunaTrial(some)).toBeUndefined();
    }
    expect(optunaTrial(tags('fail'))).toBeUndefined();
    expect(optunaTrial(tags('Ohio'))).toBeUndefined();
    expect(optunaTrial(tags('FAIL', 'north'))).toBeUndefined();
    expect(optunaTrial(tags('FAIL', '[MAXIMIZE; MINIMIZE]'))).toBeUndefined();
    expect(optunaTrial(tags('FAIL', 'MAXIMIZE', 'seven'))).toBeUndefined();
  });

  it('never throws, whatever the tags contain', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('FAIL', '[]', "['MAXIMIZE']", '__proto__'));
    fc.assert(
      fc.property(text, text, text, (state, direction, number) => {
        const trial = optunaTrial(tags(state, direction, number));
        expect(trial === undefined || state === 'FAIL').toBe(true);
      }),
    );
  });
});

it('a run of Optuna has the status of its trial, and says that it was pruned', () => {
  const run = { runId: 'r', status: 'Completed', hidden: false, properties: new Map(), warnings: [] };
  expect(withOptunaTrial({ ...run, tags: tags('PRUNED') })).toMatchObject({
    status: 'Canceled',
    cancellationReason: 'Optuna pruned the trial.',
    searchTrial: { outcome: 'pruned' },
  });
  expect(withOptunaTrial({ ...run, tags: tags('FAIL') })).toMatchObject({ status: 'Failed' });
  const other = { ...run, tags: new Map([['state', 'FAIL']]) };
  expect(withOptunaTrial(other)).toBe(other);
});
