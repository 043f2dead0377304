import fc from 'fast-check';
import { expect, it } from 'vitest';
import { queryOf, stateFromQuery } from './address.js';
import { listStateFromQuery, queryOfList } from './list-state.js';
import { usualState, type ViewState } from './view-state.js';

/** Well-formed: an address cannot carry half a letter. */
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a:b', '1..2', '__proto__', 'x&y=z', '%', '+ '));
const bound = fc.option(fc.double({ noNaN: true }), { nil: undefined });
const name = text.filter((one) => one !== '');

const part = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => (value === 0 ? 0 : value));

const states: fc.Arbitrary<ViewState> = fc.record({
  metric: fc.option(text, { nil: undefined }),
  goal: fc.constantFrom('maximize', 'minimize', undefined),
  scope: fc.constantFrom('best', 'last', 'average'),
  scale: fc.constantFrom('auto', 'linear', 'log'),
  reverse: fc.boolean(),
  top: fc.nat(),
  discardNoMetric: fc.boolean(),
  sort: fc.option(fc.record({ column: text, isDescending: fc.boolean() }), { nil: undefined }),
  find: text,
  statuses: fc.array(text),
  ranges: fc.array(
    fc
      .record({ column: name, from: bound, to: bound })
      // An address does not tell -0 from 0.
      .map((range) => ({ ...range, from: range.from && range.from + 0, to: range.to && range.to + 0 }))
      .map(({ column, from, to }) => ({ column, from: from === 0 ? 0 : from, to: to === 0 ? 0 : to }))
      .filter(({ from, to }) => from !== undefined || to !== undefined),
  ),
  hidden: fc.array(text),
  shown: fc.array(text),
  chosen: fc.array(text),
  brushed: fc.array(
    fc.tuple(text, part, part).map(([axis, one, other]) => ({
      axis,
      from: Math.min(one, other),
      to: Math.max(one, other),
    })),
  ),
});

it('what was chosen is the same after it was an address, whatever names it contains', () => {
  fc.assert(
    fc.property(states, (state) => {
      const query = queryOf(state, new URLSearchParams({ sweep: 'HD_1', metric: 'old' }));
      expect(query.get('sweep')).toBe('HD_1');
      expect(stateFromQuery(new URLSearchParams(query.toString()))).toEqual(state);
    }),
  );
});

it('an address without choices, or with such as nobody can make, is as usual', () => {
  for (const query of [
    '',
    'sweep=HD_1',
    'goal=best&value=x&scale=ln&top=-3&sort=lr&range=lr&range=..:lr&range=a..b:lr',
    'brush=0.2..1.5:lr&brush=0.5..0.2:lr&brush=a..b:lr&brush=0..1',
  ]) {
    expect(stateFromQuery(new URLSearchParams(query)), query).toEqual(usualState);
  }
  expect(queryOf(usualState, new URLSearchParams()).toString()).toBe('');
});

it('what was chosen on the list of sweeps is the same after it was an address', () => {
  const sort = fc.option(fc.record({ column: text, isDescending: fc.boolean() }), { nil: undefined });
  const lists = fc.record({ find: text, sort, chosen: fc.uniqueArray(text, { maxLength: 2 }) });
  fc.assert(
    fc.property(lists, (state) => {
      expect(listStateFromQuery(new URLSearchParams(queryOfList(state).toString()))).toEqual(state);
    }),
  );
  const usual = { find: '', sort: undefined, chosen: [] };
  expect(listStateFromQuery(new URLSearchParams('sort=x'))).toEqual(usual);
  expect(queryOfList(usual).toString()).toBe('');
  expect(listStateFromQuery(new URLSearchParams('chosen=a&chosen=b&chosen=c&chosen=c')).chosen).toEqual(['b', 'c']);
});
