import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json/json-value.js';
import { findHyperparameters } from './child-hyperparameters.js';
import { hyperparametersFromCommand } from './command-hyperparameters.js';

const placeholder = (name: string): string => `$\{{search_space.${name}}}`;

describe('hyperparametersFromCommand', () => {
  it('reads what fills the placeholders of the search space, whatever fills the others', () => {
    const template = `python train.py --data $\{{inputs.data}} --lr ${placeholder('lr')} --name=${placeholder('name')} > log`;
    expect(hyperparametersFromCommand(template, 'python train.py --data /mnt/a b --lr 1e-3 --name=ada > log')).toEqual(
      new Map<string, JsonValue>([
        ['lr', 0.001],
        ['name', 'ada'],
      ]),
    );
  });

  it.each([
    ['another program', 'python other.py --lr 1'],
    ['a shorter command', 'python train.py'],
    ['a longer command', 'python train.py --lr 1 --more'],
    ['nothing', ''],
  ])('reads nothing off %s', (_title, command) => {
    expect(hyperparametersFromCommand(`python train.py --lr ${placeholder('lr')} --end`, command)).toBeUndefined();
  });

  it('reads nothing where several values would give the same command', () => {
    expect(hyperparametersFromCommand(`x ${placeholder('a')}${placeholder('b')}`, 'x 12')).toBeUndefined();
    expect(hyperparametersFromCommand(`x ${placeholder('a')} ${placeholder('b')}`, 'x 1 2 3')).toBeUndefined();
  });

  it('reads a value that occurs twice once, and nothing where the two differ', () => {
    const template = `x ${placeholder('a')} --again ${placeholder('a')}`;
    expect(hyperparametersFromCommand(template, 'x 1 --again 1')).toEqual(new Map([['a', 1]]));
    expect(hyperparametersFromCommand(template, 'x 1 --again 2')).toBeUndefined();
  });

  it('reads a value that was quoted for the shell without its quotes', () => {
    const template = `x --a ${placeholder('a')} --b ${placeholder('b')}`;
    expect(hyperparametersFromCommand(template, `x --a 'two words' --b "0.5"`)).toEqual(
      new Map<string, JsonValue>([
        ['a', 'two words'],
        ['b', 0.5],
      ]),
    );
  });

  it.each([
    [`'a'b'`, `'a'b'`],
    [`x'a'`, `x'a'`],
    [`'a'x`, `'a'x`],
    [`'a"`, `'a"`],
    [`"it's"`, `it's`],
    [`''`, ''],
    [`'`, `'`],
  ])('reads %j, which a shell may not take for one quoted word, as %j', (filled, expected) => {
    expect(hyperparametersFromCommand(`x ${placeholder('a')} y`, `x ${filled} y`)).toEqual(new Map([['a', expected]]));
  });

  it('does not mind blanks around the template or the command', () => {
    expect(hyperparametersFromCommand(`  x ${placeholder('a')} y\n`, '\tx 1 y ')).toEqual(new Map([['a', 1]]));
  });

  it('reads nothing by a template that has no placeholder, or none of the search space', () => {
    expect(hyperparametersFromCommand('x 1', 'x 1')).toBeUndefined();
    expect(hyperparametersFromCommand(`x $\{{inputs.data}} y`, 'x 1 y')).toBeUndefined();
  });

  it('finds the one way to fill the template that gives the command, where there is exactly one', () => {
    const text = fc.stringMatching(/^[ab]{0,2}$/);
    const texts = fc.array(text, { minLength: 2, maxLength: 4 });
    // Every way to cut the command in as many fillings, the texts between them.
    const waysToFill = ([first = '', ...others]: readonly string[], command: string): string[][] => {
      if (!command.startsWith(first)) return [];
      const rest = command.slice(first.length);
      if (others.length === 0) return rest === '' ? [[]] : [];
      return Array.from({ length: rest.length + 1 }, (_, length) =>
        waysToFill(others, rest.slice(length)).map((ways) => [rest.slice(0, length), ...ways]),
      ).flat();
    };
    const command = fc.stringMatching(/^[ab]{0,7}$/);
    fc.assert(
      fc.property(texts, command, (between, made) => {
        const template = between.reduce((before, after, index) => `${before}${placeholder(`p${index}`)}${after}`);
        const ways = waysToFill(between, made);
        const found = hyperparametersFromCommand(template, made);
        expect(found === undefined ? undefined : [...found.values()]).toEqual(ways.length === 1 ? ways[0] : undefined);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the values that were filled in, or none, never others', () => {
    const word = fc.stringMatching(/^[a-c =-]{0,4}$/);
    const values = fc.array(word, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(values, fc.array(word, { minLength: 5, maxLength: 5 }), (filled, texts) => {
        const join = (between: (index: number) => string): string =>
          filled.reduce((text, _, index) => `${text}${between(index)}${texts[index + 1] ?? ''}`, `x${texts[0] ?? ''}`) +
          '!';
        const found = hyperparametersFromCommand(
          join((index) => placeholder(`p${index}`)),
          join((index) => filled[index] ?? ''),
        );
        if (found === undefined) return;
        expect([...found.values()]).toEqual(filled);
      }),
    );
  });
});

describe('the places of hyperparameters beside the tags', () => {
  const objectOf = (entries: Readonly<Record<string, JsonValue>>): ReadonlyMap<string, JsonValue> =>
    new Map(Object.entries(entries));
  const overrides = objectOf({ Command: `train.py --lr ${placeholder('lr')}` });
  const config = objectOf({ platform_config: objectOf({ Definition: objectOf({ Overrides: overrides }) }) });
  const parent = { tags: new Map<string, string>(), config };
  const command = 'train.py --lr 0.5';

  it('are the property of the child after its tag, and its command after all others', () => {
    const properties = new Map([['hyperparameters', '{"lr": 0.25}']]);
    expect(findHyperparameters(parent, { runId: 'j_0', properties, command })?.source).toBe('child-property');
    expect(findHyperparameters(parent, { runId: 'j_0', arguments: [], command })).toEqual({
      values: new Map([['lr', 0.5]]),
      source: 'command',
    });
  });

  it('have no command where the sweep has none to hold it against', () => {
    expect(findHyperparameters({ tags: new Map() }, { runId: 'j_0', command })).toBeUndefined();
  });
});
