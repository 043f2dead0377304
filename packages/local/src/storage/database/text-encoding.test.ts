import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeText, encodeText } from './text-encoding.js';

const awkwardText = fc.string({
  unit: fc.oneof(fc.constantFrom('\0', '\u001b', '\ud800', '\udfff', '0', 'é', '😀'), fc.string({ unit: 'binary' })),
});

it('gives back every text, halves of surrogate pairs and zero characters included', () => {
  fc.assert(
    fc.property(awkwardText, (text) => {
      expect(decodeText(encodeText(text))).toBe(text);
    }),
  );
});

it('writes nothing that SQLite would cut or replace', () => {
  fc.assert(
    fc.property(awkwardText, (text) => {
      expect(encodeText(text)).not.toMatch(/[\0\p{Surrogate}]/u);
    }),
  );
});

it('leaves ordinary text as it is', () => {
  expect(encodeText('Regularization Strength: 0.1 µm 😀')).toBe('Regularization Strength: 0.1 µm 😀');
});
