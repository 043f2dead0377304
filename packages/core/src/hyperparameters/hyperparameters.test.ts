import { describe, expect, it } from 'vitest';
import { parseHyperparameters } from './hyperparameters.js';

describe('parseHyperparameters', () => {
  it('keeps names as they were written, their order, and every digit', () => {
    const read = parseHyperparameters('{"--lr": 0.1, "__proto__": 9007199254740993, "1": "a", "layers": [64, 32]}');
    expect([...(read ?? [])]).toEqual([
      ['--lr', 0.1],
      ['__proto__', 9007199254740993n],
      ['1', 'a'],
      ['layers', [64, 32]],
    ]);
  });

  it.each(['', 'null', '[1]', '"text"', '{"lr": 0.1', 'lr=0.1'])('finds none in %j', (text) => {
    expect(parseHyperparameters(text)).toBeUndefined();
  });
});
