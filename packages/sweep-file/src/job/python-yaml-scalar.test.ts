import { describe, expect, it } from 'vitest';
import { writePythonScalar } from './python-yaml-scalar.js';

/** As the value of `a:`, where `yaml.dump({'a': text})` of PyYAML 6 writes it: behind three characters, two blanks before more lines. */
const asValue = (text: string): string => writePythonScalar(text, { indent: 2, column: 3 });

const x = (count: number): string => 'x'.repeat(count);

describe('a text, as PyYAML writes it,', () => {
  it.each(
    [
      'x,it\'s,a#b,a:b,-b,?b,:b,a b,a - b,a[b],a{b},a"b,a&b,a%b,~x'.split(','),
      '.,..,--,x---,x...,nulls,1.0.0,python=3.10,pip>=23,a~,a!'.split(','),
      ['a, b', 'a,b'],
    ].flat(),
  )('stands as it is where it can be nothing else: %s', (text) => {
    expect([asValue(text), writePythonScalar(text)]).toEqual([text, text]);
  });

  it.each(
    [
      '#a;,a;[a;]a;{a;}a;&a;*a;!a;|a;>a;"a;%a;@a;`a'.split(';'),
      '-;?;:;- b;? b;: b;a: b;a:;a #b;a # b; a;a ; ;; a b '.split(';'),
      '---;--- a;---a;...;...a;....;yes;null;1;1.0;0x1F;1:30;2026-01-02;=;<<'.split(';'),
    ].flat(),
  )('is in single quotes where it would be something else: %j', (text) => {
    expect([asValue(text), writePythonScalar(text)]).toEqual([`'${text}'`, `'${text}'`]);
  });

  it.each([
    ["'", "''''"],
    ["'a", "'''a'"],
    ["'a' b", "'''a'' b'"],
    ["it's #1", "'it''s #1'"],
  ])('has its own single quotes twice where it is quoted: %s', (text, expected) => {
    expect([asValue(text), writePythonScalar(text)]).toEqual([expected, expected]);
  });

  it.each([
    ['a\nb', "'a\n\n  b'"],
    ['b\n', "'b\n\n  '"],
    ['\na', "'\n\n  a'"],
    ['a\n\nb', "'a\n\n\n  b'"],
    ['a\nb\nc', "'a\n\n  b\n\n  c'"],
  ])('has a line more for each of its breaks, but is escaped as a key: %j', (text, expected) => {
    expect([asValue(text), writePythonScalar(text)]).toEqual([expected, `"${text.replaceAll('\n', '\\n')}"`]);
  });

  it.each([
    ['\0', String.raw`"\0"`],
    ['\u0007', String.raw`"\a"`],
    ['\b', String.raw`"\b"`],
    ['\t', String.raw`"\t"`],
    ['\v', String.raw`"\v"`],
    ['\f', String.raw`"\f"`],
    ['\r', String.raw`"\r"`],
    ['\u001b', String.raw`"\e"`],
    ['\u0085', String.raw`"\N"`],
    ['\u00a0', String.raw`"\_"`],
    ['\u2028', String.raw`"\L"`],
    ['\u2029', String.raw`"\P"`],
    ['\u0001', String.raw`"\x01"`],
    ['\u001f', String.raw`"\x1F"`],
    ['\u007f', String.raw`"\x7F"`],
    ['\u0080', String.raw`"\x80"`],
    ['é', String.raw`"\xE9"`],
    ['\u00ff', String.raw`"\xFF"`],
    ['\u0100', String.raw`"\u0100"`],
    ['\uffff', String.raw`"\uFFFF"`],
    ['\u{10000}', String.raw`"\U00010000"`],
    ['😀', String.raw`"\U0001F600"`],
    ['a"é', String.raw`"a\"\xE9"`],
    ['a\\é', String.raw`"a\\\xE9"`],
    ['~é !', String.raw`"~\xE9 !"`],
    [' é', String.raw`" \xE9"`],
    ['\n a', String.raw`"\n a"`],
    ['a \nb', String.raw`"a \nb"`],
    ['a\n é', String.raw`"a\n \xE9"`],
  ])('is escaped where it has other characters than ASCII, or a break beside a blank: %j', (text, expected) => {
    expect([asValue(text), writePythonScalar(text)]).toEqual([expected, expected]);
  });
});

describe('a long text, as PyYAML writes it,', () => {
  it.each([
    [`${x(76)} b c`, `${x(76)} b\n  c`],
    [`${x(77)} b c`, `${x(77)} b\n  c`],
    [`${x(78)} b c`, `${x(78)}\n  b c`],
    [`'${x(75)} b c`, `'''${x(75)}\n  b c'`],
    [`${x(78)}  b c d`, `${x(78)}  b\n  c d`],
    [`${x(78)} b ${x(76)} c d`, `${x(78)}\n  b ${x(76)} c\n  d`],
    [` ${x(90)} b`, `' ${x(90)}\n  b'`],
    [`# ${x(90)} b`, `'# ${x(90)}\n  b'`],
    [`'${x(90)} `, `'''${x(90)} '`],
    [`x\n${x(90)} b\nc d`, `'x\n\n  ${x(90)}\n  b\n\n  c d'`],
    [`'${x(80)}\ny z`, `'''${x(80)}\n\n  y z'`],
    [`${x(40)}\n${x(60)} b c`, `'${x(40)}\n\n  ${x(60)} b c'`],
  ])('goes on in the next line at the first single blank beyond column 80: %j', (text, expected) => {
    expect(asValue(text)).toBe(expected);
  });

  it.each([
    [`é${x(70)} b c`, `"\\xE9${x(70)} b c"`],
    [`é${x(71)} b c`, `"\\xE9${x(71)} b\\\n  \\ c"`],
    [`é${x(72)} b c`, `"\\xE9${x(72)} b\\\n  \\ c"`],
    [`é${x(73)} b c`, `"\\xE9${x(73)}\\\n  \\ b c"`],
    [`é${x(72)}é é`, `"\\xE9${x(72)}\\xE9\\\n  \\ \\xE9"`],
    [`é${x(77)}é é`, `"\\xE9${x(77)}\\xE9\\\n  \\ \\xE9"`],
    [`é${x(75)}é  b c`, `"\\xE9${x(75)}\\xE9\\\n  \\  b c"`],
    [`é${x(90)} `, `"\\xE9${x(90)} "`],
    [` ${'é'.repeat(40)}`, `" ${String.raw`\xE9`.repeat(20)}\\\n  ${String.raw`\xE9`.repeat(20)}"`],
  ])('goes on behind a backslash where it is escaped: %j', (text, expected) => {
    expect(asValue(text)).toBe(expected);
  });

  it.each([`${x(78)} b c`, `'${x(90)} b c`, `é${x(90)} b ${'é'.repeat(30)}`])('is one line as a key: %j', (text) => {
    expect(writePythonScalar(text)).not.toContain('\n');
  });

  it('counts from the column that it begins in, and goes on below the margin that it is given', () => {
    expect(writePythonScalar('some words', { indent: 4, column: 77 })).toBe('some\n    words');
    expect(writePythonScalar('some words', { indent: 4, column: 76 })).toBe('some words');
    expect(writePythonScalar('é b c', { indent: 3, column: 77 })).toBe('"\\xE9\\\n   \\ b c"');
  });
});
