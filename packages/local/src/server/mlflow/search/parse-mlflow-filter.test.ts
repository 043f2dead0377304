import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestRefusal } from '../../http/request-refusal.js';
import { type MlflowCondition, parseMlflowFilter, parseMlflowOrder, parseMlflowOrders } from './parse-mlflow-filter.js';

describe('a filter of runs', () => {
  it.each<[string, readonly MlflowCondition[]]>([
    ['', []],
    ["status = 'RUNNING'", [{ kind: 'attribute', key: 'status', operator: '=', values: ['RUNNING'] }]],
    ['metrics.loss<=-.5e-3', [{ kind: 'metric', key: 'loss', operator: '<=', values: [-0.0005] }]],
    ['metric."a b" > inf', [{ kind: 'metric', key: 'a b', operator: '>', values: [Number.POSITIVE_INFINITY] }]],
    [
      "tags.`mlflow.parentRunId` = 'HD_1' and params.rate not  in ('1', \"2\")",
      [
        { kind: 'tag', key: 'mlflow.parentRunId', operator: '=', values: ['HD_1'] },
        { kind: 'param', key: 'rate', operator: 'NOT IN', values: ['1', '2'] },
      ],
    ],
    [
      "tags.a IS NULL AND params.`b c` is not null and dataset.name = 'd'",
      [
        { kind: 'tag', key: 'a', operator: 'IS NULL', values: [] },
        { kind: 'param', key: 'b c', operator: 'IS NOT NULL', values: [] },
        { kind: 'dataset', key: 'name', operator: '=', values: ['d'] },
      ],
    ],
    ["tag.and = 'and' AND tag.b = ''", [tag('and', 'and'), tag('b', '')]],
  ])('%j is read', (text, conditions) => {
    expect(parseMlflowFilter(text)).toEqual(conditions);
  });

  it.each([
    "status = 'a' OR status = 'b'",
    "status = 'a' AND",
    'status',
    "status = 'a",
    'a b',
    '= 1',
    'x IN ()',
    'x = 1x',
    'x IS',
    'x IS NULL 1',
    'x IS NOT',
  ])('%j is refused', (text) => {
    expect(() => parseMlflowFilter(text)).toThrow(RequestRefusal);
  });

  it('holds no more conditions, and an order no more fields, than can be looked at in each run', () => {
    const filter = (count: number) =>
      Array.from({ length: count }, (_, number) => `tags.a = '${number}'`).join(' AND ');
    expect(parseMlflowFilter(filter(200))).toHaveLength(200);
    expect(() => parseMlflowFilter(filter(201))).toThrow(RequestRefusal);
    expect(() => parseMlflowOrders(Array<string>(201).fill('start_time'))).toThrow(RequestRefusal);
  });

  it('reads names and values whatever they hold, in quotes that they do not hold', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !text.includes('`'));
    const value = fc.string().filter((text) => !text.includes("'"));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 4 }), (pairs) => {
        const text = pairs.map(([key, is]) => `tags.\`${key}\` = '${is}'`).join(' AND ');
        expect(parseMlflowFilter(text)).toEqual(pairs.map(([key, is]) => tag(key, is)));
      }),
    );
  });

  it('is read or refused, and nothing else, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'tags.a `"\'()=<>!,ANDIN1e+-', 'é') }), (text) => {
        try {
          parseMlflowFilter(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RequestRefusal);
        }
      }),
    );
  });
});

describe('an order of runs', () => {
  it.each([
    ['attributes.start_time ASC', 'attribute', 'start_time', false],
    ['start_time', 'attribute', 'start_time', false],
    [' metrics.`val loss` desc ', 'metric', 'val loss', true],
  ])('%j is read', (text, kind, key, isDescending) => {
    expect(parseMlflowOrder(text)).toEqual({ field: { kind, key }, isDescending });
  });

  it.each([' ', 'a b', 'metrics.loss SIDEWAYS', 'ASC DESC ASC'])('%j is refused', (text) => {
    expect(() => parseMlflowOrder(text)).toThrow(RequestRefusal);
  });
});

function tag(key: string, value: string): MlflowCondition {
  return { kind: 'tag', key, operator: '=', values: [value] };
}
