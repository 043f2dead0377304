import { expect, it } from 'vitest';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import { selectBestChild } from './select-best-run.js';
import { sortChildren } from './sort-children.js';

/** As a caller without types may: `rule` with whatever arguments. */
function optionOf(rule: typeof sortChildren | typeof selectBestChild, ...args: readonly unknown[]): unknown {
  try {
    Reflect.apply(rule, undefined, [...args]);
  } catch (error) {
    return InvalidArgumentError.isInstance(error) ? error.option : error;
  }
  return undefined;
}

const children = [{ status: 'Completed', bestPrimaryMetric: 1 }];
const many = Array.from({ length: 8193 }, () => ({ status: 'Completed', bestPrimaryMetric: 1 }));

it.each([
  ['sortChildren', sortChildren],
  ['selectBestChild', selectBestChild],
])('%s names a wrong argument, and never takes an unknown goal for one of the two', (_, rule) => {
  for (const wrong of [null, undefined, 5, 'x', {}]) expect(optionOf(rule, wrong, 'maximize')).toBe('children');
  for (const wrong of ['MAXIMIZE', 'min', '', null, undefined, 1]) {
    expect(optionOf(rule, children, wrong)).toBe('goal');
    expect(optionOf(rule, many, wrong)).toBe('goal');
    expect(optionOf(rule, [], wrong)).toBe('goal');
  }
  for (const wrong of [null, 5, 'x', []]) {
    expect(optionOf(rule, children, 'maximize', wrong)).toBe(rule === sortChildren ? 'options' : 'filter');
  }
});

it('takes null and texts in the place of a value for a missing one', () => {
  const read: unknown = JSON.parse(
    '[{"id":"a","bestPrimaryMetric":null},{"id":"b","bestPrimaryMetric":"0"},{"id":"c","bestPrimaryMetric":2}]',
  );
  expect(Reflect.apply(sortChildren, undefined, [read, 'minimize'])).toMatchObject([
    { id: 'c' },
    { id: 'a' },
    { id: 'b' },
  ]);
  expect(Reflect.apply(selectBestChild, undefined, [read, 'minimize'])).toMatchObject({ id: 'c' });
});
