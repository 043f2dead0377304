import { describe, expect, it } from 'vitest';
import { readYaml } from './yaml-source.js';

const faultsOf = (text: string): string[] =>
  readYaml(text).problems.map(({ line, column, got }) => `${line}:${column} ${got}`);

describe('a YAML text', () => {
  it.each([
    ['limits:\n  max_total_trials: *few\n', '2:21 not readable: *few has no anchor &few before it'],
    ['limits: *few\n', '1:9 not readable: *few has no anchor &few before it'],
    ['values: [1, *few, &few 2]\n', '1:13 not readable: *few has no anchor &few before it'],
    ['limits:\n  <<: *few\n', '2:7 not readable: *few has no anchor &few before it'],
  ])('with an alias of nothing is refused, and not read as without the value: %j', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  it.each([
    ['value: !!binary aGk=', '!!binary'],
    ['value: !!timestamp 2020-01-01', '!!timestamp'],
    ['value: !secret 4', '!secret'],
    ['value: !!python/tuple [1, 2]', '!!python/tuple'],
    ['value: !!set {a, b}', '!!set'],
    ['value: !!omap [a: 1]', '!!omap'],
  ])('with a tag of no plain value is refused, and not read as another value: %s', (text, tag) => {
    expect(faultsOf(text)).toEqual([expect.stringMatching(`^1:\\d+ not readable: a value in it has the tag ${tag}$`)]);
  });

  it.each([
    ['!!float 1', 1],
    ['!!float 1e3', 1000],
    ['!!float "2"', 2],
    ['!!float 1:30', 90],
    ['!!float -.inf', Number.NEGATIVE_INFINITY],
  ])('of YAML 1.1 has a number where %s says so', (written, value) => {
    expect(readYaml(`a: ${written}\n`, '1.1')).toMatchObject({ value: new Map([['a', value]]), problems: [] });
  });

  it.each(['!!float x', '!!float ""'])('of YAML 1.1 is refused where %s is none', (written) => {
    expect(readYaml(`a: ${written}\n`, '1.1').problems).toHaveLength(1);
  });

  it('may have aliases that follow their anchor, and tags of plain values', () => {
    const { value, problems } = readYaml(
      'a: &few 2\nb: *few\nc: !!str 3\nd: !!int "4"\ne: ! 5\nf: !!map {g: !!seq [1]}\n',
    );
    expect(problems).toEqual([]);
    expect(value).toEqual(
      new Map<string, unknown>([
        ['a', 2],
        ['b', 2],
        ['c', '3'],
        ['d', 4],
        ['e', '5'],
        ['f', new Map([['g', [1]]])],
      ]),
    );
  });

  it.each([
    ['type: sweep\n---\ntype: sweep\n', '2:1 more than one YAML document'],
    [
      `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
      expect.stringMatching(/^1:\d+ nested too deeply or too large$/),
    ],
    ['a: 1\na: 2\n', '2:1 not YAML: this key is in its mapping already'],
  ])('is refused in words about the file, and not about the parser', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });
});
