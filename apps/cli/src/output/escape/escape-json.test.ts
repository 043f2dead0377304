import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeJson } from './escape-json.js';

it('writes what a terminal acts on as an escape of JSON', () => {
  const text = '\u001B]0;title\u0007 \u009B2J \u202E \u2028 \u{E0001} \u007F';
  expect(escapeJson(JSON.stringify({ text }, undefined, 2))).toBe(
    '{\n  "text": "\\u001b]0;title\\u0007 \\u009b2J \\u202e \\u2028 \\udb40\\udc01 \\u007f"\n}',
  );
});

it('changes no value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const json = JSON.stringify([value, text], undefined, 2);
      expect(JSON.parse(escapeJson(json))).toEqual(JSON.parse(json));
      expect(escapeJson(json)).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});
