import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeAsOneLine, escapeForTerminal } from './escape-for-terminal.js';

const dangerous = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('escapeForTerminal', () => {
  it.each([
    ['\u001B[31mred\u001B[0m', '\\x1b[31mred\\x1b[0m'],
    ['\u009B2J', '\\x9b2J'],
    ['two\r\nlines\tand', 'two\\r\\nlines\\tand'],
    ['user\u202Egnp.exe', 'user\\u{202e}gnp.exe'],
    ['a\u200Bb', 'a\\u{200b}b'],
    ['tag\u{E0041}', 'tag\\u{e0041}'],
    ['half \uD83D', 'half \\u{d83d}'],
    ['\u0000\u007F', '\\x00\\x7f'],
  ])('shows %j as %s', (text, shown) => {
    expect(escapeForTerminal(text)).toBe(shown);
  });

  it('leaves words of any language, emoji and backslashes alone', () => {
    const text = 'C:\\data — Größe 学習率 скорость 🎯 {"a": [1, 2]}';
    expect(escapeForTerminal(text)).toBe(text);
  });

  it('lets nothing through that a terminal acts on, whatever the text', () => {
    fc.assert(fc.property(anyText, (text) => !dangerous.test(escapeForTerminal(text))));
  });

  it('keeps every harmless character, in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const harmless = [...text].filter((character) => !dangerous.test(character));
        let from = 0;
        const escaped = [...escapeForTerminal(text)];
        for (const character of harmless) {
          from = escaped.indexOf(character, from) + 1;
          expect(from).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('changes nothing that it has escaped before', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = escapeForTerminal(text);
        expect(escapeForTerminal(once)).toBe(once);
      }),
    );
  });
});

describe('escapeAsOneLine', () => {
  it('turns line breaks into blanks and escapes the rest', () => {
    expect(escapeAsOneLine('first\n  second\r\n\u001B[2Jthird\n')).toBe('first second \\x1b[2Jthird');
  });
});
