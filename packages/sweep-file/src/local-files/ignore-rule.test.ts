import { describe, expect, it } from 'vitest';
import { readIgnoreRule } from './ignore-rule.js';

/** Those of some paths that the line of an ignore file is about. */
function matched(line: string, paths: readonly string[]): readonly string[] {
  const rule = readIgnoreRule(line);
  return rule === undefined || rule === 'invalid' ? [] : paths.filter((path) => rule.regex.test(path));
}

// The right columns are what `GitWildMatchPattern` of azure-ai-ml 1.35.2 matches.
describe('a line of an ignore file', () => {
  const paths = 'a b ab axb a/b b/a a/x/b x/y/a a/'.split(' ');
  it.each([
    ['**/', 'a/b b/a a/x/b x/y/a a/'],
    ['**/**/', 'a/b b/a a/x/b x/y/a a/'],
    ['**', 'a b ab axb a/b b/a a/x/b x/y/a a/'],
    ['**/**', 'a b ab axb a/b b/a a/x/b x/y/a a/'],
    ['/**', 'a b ab axb a/b b/a a/x/b x/y/a a/'],
    ['a/**/', 'a/b a/x/b a/'],
    ['a/**', 'a/b a/x/b a/'],
    ['/**/a', 'a a/b b/a a/x/b x/y/a a/'],
    ['**/a', 'a a/b b/a a/x/b x/y/a a/'],
    ['**/**/a', 'a a/b b/a a/x/b x/y/a a/'],
    ['a/**/b', 'a/b a/x/b'],
    ['a/**/**/b', 'a/b a/x/b'],
    ['**/b/**', 'b/a'],
    ['/a', 'a a/b a/x/b a/'],
    ['a', 'a a/b b/a a/x/b x/y/a a/'],
    ['a/', 'a/b a/x/b a/'],
    ['/a/', 'a/b a/x/b a/'],
    ['a/b', 'a/b'],
    ['/a/b', 'a/b'],
    ['a/b/', ''],
    ['b/', 'b/a'],
    ['*', 'a b ab axb a/b b/a a/x/b x/y/a a/'],
    ['/*', 'a b ab axb a/b b/a a/x/b x/y/a a/'],
    ['a/*', 'a/b a/x/b'],
    ['*/a', 'b/a'],
    ['*/b', 'a/b'],
    ['*/', 'a/b b/a a/x/b x/y/a a/'],
    ['**/*', 'a b ab axb a/b b/a a/x/b x/y/a a/'],
    ['a/**/*', 'a/b a/x/b'],
    ['?', 'a b a/b b/a a/x/b x/y/a a/'],
    ['a?', 'ab'],
    ['?/?', 'a/b b/a a/x/b x/y/a'],
    ['[!a]', 'b a/b b/a a/x/b x/y/a'],
    ['[a-b]', 'a b a/b b/a a/x/b x/y/a a/'],
    ['[]a]', 'a a/b b/a a/x/b x/y/a a/'],
    ['[!]a]', 'b a/b b/a a/x/b x/y/a'],
    ['[^a]', 'a a/b b/a a/x/b x/y/a a/'],
    ['\\a', 'a a/b b/a a/x/b x/y/a a/'],
    ['*b', 'b ab axb a/b b/a a/x/b'],
    ['a*b', 'ab axb'],
    ['**b', 'b ab axb a/b b/a a/x/b'],
    ['a**', 'a ab axb a/b b/a a/x/b x/y/a a/'],
    ['a**b', 'ab axb'],
    ['//a', ''],
    ['a//b', ''],
    ['//', ''],
    ['a/b/**', ''],
    ['x/**/**', 'x/y/a'],
    ['a/**/x/**/b', 'a/x/b'],
  ])('%s is about the paths %s', (line, expected) => {
    expect(matched(line, paths).join(' ')).toBe(expected);
  });

  const names = [
    'a',
    '^',
    '^a',
    '[',
    'a[',
    '[a',
    '*',
    'a*',
    'a?b',
    'axb',
    ']',
    '\\',
    'a\\',
    '(a)',
    'a.b',
    'a+b',
    'a|b',
    '$a',
    '{a}',
    '#a',
    '!a',
    'é',
    '😀',
    '-',
    'a-b',
    'a\nb',
    'a\n',
  ];
  it.each([
    ['[', ['[']],
    ['a[', ['a[']],
    ['[a', ['[a']],
    ['[!', []],
    ['[]', []],
    ['[a-', []],
    ['[]]', [']']],
    ['[!]]', ['a', '^', '[', '*', '\\', 'é', '😀', '-', 'a\n']],
    ['[^a]', ['a', '^', 'a\n']],
    ['[a\\]', ['a', '\\', 'a\n']],
    ['[\\]', ['\\']],
    ['[[]', ['[']],
    ['[!!]', ['a', '^', '[', '*', ']', '\\', 'é', '😀', '-', 'a\n']],
    ['[a-]', ['a', '-', 'a\n']],
    ['\\*', ['*']],
    ['\\?', []],
    ['a\\?b', ['a?b']],
    ['a?b', ['a?b', 'axb', 'a.b', 'a+b', 'a|b', 'a-b', 'a\nb']],
    ['a*b', ['a?b', 'axb', 'a.b', 'a+b', 'a|b', 'a-b', 'a\nb']],
    ['?', ['a', '^', '[', '*', ']', '\\', 'é', '😀', '-', 'a\n']],
    ['(a)', ['(a)']],
    ['a.b', ['a.b']],
    ['a+b', ['a+b']],
    ['a|b', ['a|b']],
    ['$a', ['$a']],
    ['{a}', ['{a}']],
    ['^a', ['^a']],
    ['\\#a', ['#a']],
    ['\\!a', ['!a']],
    ['a]', []],
    [']', [']']],
    ['\\\\', ['\\']],
    ['a\\\\', ['a\\']],
    ['a\\[', ['a[']],
    ['é', ['é']],
  ])('%s is about the names %j', (line, expected) => {
    expect(matched(line, names)).toEqual(expected);
  });

  it.each(['', '  ', '/', ' / ', '#', '# a', '  #a'])('%j says nothing', (line) => {
    expect(readIgnoreRule(line)).toBeUndefined();
  });

  it.each([
    ['!a', true],
    [' !a ', true],
    ['a', false],
    ['a!', false],
    ['\\!a', false],
    ['!**/', true],
    ['**/', false],
  ])('%j takes in again what others left out: %s', (line, isNegated) => {
    expect(readIgnoreRule(line)).toMatchObject({ isNegated });
  });

  it('takes in again by the pattern behind its mark', () => {
    expect(matched('!**/', paths)).toEqual(['a/b', 'b/a', 'a/x/b', 'x/y/a', 'a/']);
    expect(matched('!/a', paths)).toEqual(['a', 'a/b', 'a/x/b', 'a/']);
  });

  it.each(['!', 'a\\', '[z-a]', 'b/a\\'])('%j is no pattern', (line) => {
    expect(readIgnoreRule(line)).toBe('invalid');
  });
});
