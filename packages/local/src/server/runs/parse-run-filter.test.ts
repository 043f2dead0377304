import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunFilter } from '../../storage/runs/run-query.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { parseRunFilter } from './parse-run-filter.js';

const is = (name: 'runId' | 'status' | 'rootRunId', value: string): RunFilter => ({
  kind: 'compare',
  field: { kind: 'run', name },
  operator: 'eq',
  value,
});

describe('parseRunFilter', () => {
  it('reads values in quotes whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('"', "'"), fc.boolean(), (value, quote, doubles) => {
        const escaped = doubles
          ? value.replaceAll('\\', '\\\\').replaceAll(quote, quote + quote)
          : value.replaceAll(/["'\\]/g, '\\$&');
        expect(parseRunFilter(`(RunId eq ${quote}${escaped}${quote})`)).toEqual(is('runId', value));
      }),
    );
  });

  it('reads bare values up to the next bracket or joining word', () => {
    expect(parseRunFilter('(RootRunId eq HD_1 x and Status eq Not Started)')).toEqual({
      kind: 'and',
      of: [is('rootRunId', 'HD_1 x'), is('status', 'Not Started')],
    });
    expect(parseRunFilter('RunId eq sand')).toEqual(is('runId', 'sand'));
  });

  it('binds and tighter than or, and brackets tightest', () => {
    const [a, b, c] = [is('runId', 'a'), is('runId', 'b'), is('runId', 'c')];
    expect(parseRunFilter('RunId eq a or RunId eq b and RunId eq c')).toEqual({
      kind: 'or',
      of: [a, { kind: 'and', of: [b, c] }],
    });
    expect(parseRunFilter('((RunId eq a or (RunId eq b)) and RUNID EQ "c")')).toEqual({
      kind: 'and',
      of: [{ kind: 'or', of: [a, b] }, c],
    });
  });

  it('reads tags and properties under any name, set or not', () => {
    expect(parseRunFilter('(Tags/my key: ne null or Tags/my key: eq null)')).toEqual({
      kind: 'or',
      of: (['ne', 'eq'] as const).map((operator) => ({
        kind: 'compare',
        field: { kind: 'tag', name: 'my key:' },
        operator,
        value: null,
      })),
    });
    expect(parseRunFilter('Properties/azureml.runsource eq "hyperdrive"')).toMatchObject({
      field: { kind: 'property', name: 'azureml.runsource' },
      value: 'hyperdrive',
    });
  });

  it('takes "null" in quotes for a word', () => {
    expect(parseRunFilter('Tags/a eq "null"')).toMatchObject({ value: 'null' });
  });

  it('reads times', () => {
    expect(parseRunFilter('CreatedUtc ge 2024-05-06T08:00:00Z')).toEqual({
      kind: 'compare',
      field: { kind: 'time', name: 'createdTime' },
      operator: 'ge',
      value: new Date('2024-05-06T08:00:00Z'),
    });
  });

  it.each([
    '',
    '(',
    'RunId',
    'RunId eq',
    'RunId eq "a',
    'RunId eq a)',
    'RunId is a',
    'RunId eq a and',
    'Colour eq red',
    'CreatedUtc gt yesterday',
    `${'('.repeat(1000)}RunId eq a`,
  ])('refuses %j, saying where', (text) => {
    expect(() => parseRunFilter(text)).toThrow(RequestRefusal);
    expect(() => parseRunFilter(text)).toThrow(/at position \d+/);
  });

  it('answers or refuses whatever it is given', () => {
    const pieces = fc.constantFrom('(', ')', ' ', 'RunId', ' eq ', '"', 'a', ' and ', ' or ', '\\', 'Tags/', 'null');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 200 }), (parts) => {
        try {
          parseRunFilter(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(RequestRefusal);
        }
      }),
    );
  });

  it('takes a thousand runs and fifty other comparisons, and no more', () => {
    const runs = (count: number): string =>
      Array.from({ length: count }, (_, n) => `RunId eq "HD_1_${n}"`).join(' or ');
    const tags = (count: number): string => Array.from({ length: count }, (_, n) => `Tags/t${n} eq "a"`).join(' and ');
    expect(parseRunFilter(`(${runs(1000)}) and ${tags(50)}`)).toMatchObject({ kind: 'and' });
    expect(() => parseRunFilter(runs(1001))).toThrow('at most 1000 runs at position');
    expect(() => parseRunFilter(tags(51))).toThrow('at most 50 comparisons beside those of RunId at position');
    expect(() => parseRunFilter(runs(50_000))).toThrow(RequestRefusal);
  });

  it('is not slowed down by a long filter', () => {
    for (const endless of [' ', '(', 'RunId ', '"', ' and ', 'RunId eq a or ']) {
      expect(() => parseRunFilter(endless.repeat(20_000))).toThrow(RequestRefusal);
    }
  });
});
