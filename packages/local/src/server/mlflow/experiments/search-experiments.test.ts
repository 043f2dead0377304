import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import type { StoredExperiment } from '../../../storage/experiments/experiment-store.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { searchExperiments } from './search-experiments.js';

const experiment = (
  experimentName: string,
  time: number,
  tags: Readonly<Record<string, string>>,
): StoredExperiment => ({
  scope: { ...garden, experimentName },
  createdTime: new Date(time),
  tags: new Map(Object.entries(tags)),
});
const all = [
  experiment('plants', 1, { season: 'spring' }),
  experiment('herbs', 2, {}),
  experiment('Trees', 2, { season: 'fall' }),
];
const names = (filter: string, ...orderBy: string[]) =>
  searchExperiments(all, filter, orderBy).map(({ scope }) => scope.experimentName);

describe('a search of experiments', () => {
  it.each<[string, readonly string[]]>([
    ['', ['Trees', 'herbs', 'plants']],
    ["name = 'herbs'", ['herbs']],
    ["attribute.name ILIKE 't%'", ['Trees']],
    ['tags.season IS NULL', ['herbs']],
    ["tags.season is not null AND name != 'Trees'", ['plants']],
    ["tag.season != 'fall'", ['plants']],
    ['creation_time > 1', ['Trees', 'herbs']],
  ])('finds by %j', (filter, expected) => {
    expect(names(filter)).toEqual(expected);
  });

  it('is in the order that is asked for', () => {
    expect(names('', 'name')).toEqual(['Trees', 'herbs', 'plants']);
    expect(names('', 'creation_time ASC', 'name DESC')).toEqual(['plants', 'herbs', 'Trees']);
  });

  it.each(['nonsense = 1', 'name > 1', 'name IS NULL', "creation_time = '1'", 'metrics.loss > 1', "tags.a IN ('b')"])(
    'refuses %j',
    (filter) => {
      expect(() => names(filter)).toThrow(RequestRefusal);
    },
  );

  it.each(['tags.season', 'nonsense', 'name SIDEWAYS', ''])('refuses the order %j', (order) => {
    expect(() => names('', order)).toThrow(RequestRefusal);
  });

  it('finds each experiment by a condition or by its opposite, where it has what the condition is about', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('spring', 'fall', 'none'),
        fc.constantFrom('=', 'LIKE', 'ILIKE'),
        (value, operator) => {
          const found = names(`tags.season ${operator} '${value}'`);
          const others = names(`tags.season != '${value}'`);
          expect([...found, ...others].toSorted()).toEqual(['Trees', 'plants']);
        },
      ),
    );
  });
});
