import { describe, expect, it } from 'vitest';
import { findYamlDifference } from './find-yaml-difference.js';

// That both sides agree everywhere else is held against the real PyYAML in tests/conformance.
describe('a plain scalar that YAML 1.1 reads differently', () => {
  it.each([
    ['1_000', '1_000', 'is the text "1_000", which Azure ML reads as 1000: write 1000, or put it into quotes'],
    ['010', 10n, 'is the number 10, which Azure ML reads as 8: write 10 or 8'],
    ['09', 9n, 'is the number 9, which Azure ML reads as the text "09": write 9, or put it into quotes'],
    ['1:30', '1:30', 'is the text "1:30", which Azure ML reads as 90: write 90, or put it into quotes'],
    ['0b11', '0b11', 'is the text "0b11", which Azure ML reads as 3: write 3, or put it into quotes'],
    [
      '1e-5',
      1e-5,
      'is the number 0.00001, which Azure ML reads as the text "1e-5": write 1.0e-05, or put it into quotes',
    ],
    ['1E3', 1000, 'is the number 1000, which Azure ML reads as the text "1E3": write 1000.0, or put it into quotes'],
    ['on', 'on', 'is the text "on", which Azure ML reads as a boolean: put it into quotes, or write true or false'],
    ['2026-01-02', '2026-01-02', 'is the text "2026-01-02", which Azure ML reads as a date: put it into quotes'],
    ['=', '=', 'is the text "=", which Azure ML cannot read: put it into quotes'],
    ['1_0.5', '1_0.5', 'is the text "1_0.5", which Azure ML reads as 10.5: write 10.5, or put it into quotes'],
  ])('%s is described with what to write instead', (text, value, message) => {
    expect(findYamlDifference(text, value)?.message).toBe(message);
  });

  it.each([
    ['2.0', 2],
    ['12', 12n],
    ['true', true],
    ['~', null],
    ['.inf', Number.POSITIVE_INFINITY],
    ['.nan', Number.NaN],
    ['text', 'text'],
  ])('is not %s', (text, value) => {
    expect(findYamlDifference(text, value)).toBeUndefined();
  });

  it('comes to the same where a number is due only if both are that number', () => {
    expect(findYamlDifference('1e-5', 1e-5)?.isSameNumber).toBe(true);
    expect(findYamlDifference('010', 10n)?.isSameNumber).toBe(false);
    expect(findYamlDifference('0o10', 8n)?.isSameNumber).toBe(false);
    expect(findYamlDifference('1_000', '1_000')?.isSameNumber).toBe(false);
  });
});
