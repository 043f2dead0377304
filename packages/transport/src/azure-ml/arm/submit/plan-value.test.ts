import { expect, it } from 'vitest';
import { fillText, PlanText, writePlanValue } from './plan-value.js';

const codeId = new PlanText('/codes/', { placeholder: 'code' }, '/versions/', { placeholder: 'codeVersion' });

it('keeps the form of numbers: whole ones as they are, others with a point', () => {
  expect(writePlanValue([1n, 1, 0.5, 1e-7, 1e16, 12345678901234567890n])).toBe(
    '[1,1.0,0.5,1e-07,1e+16,12345678901234567890]',
  );
});

it('fills placeholders, and leaves braces that are a text of the user', () => {
  const body = {
    codeId,
    command: 'echo {code} ${{inputs.x}}',
    nothing: undefined,
    tags: new Map([['__proto__', 'x']]),
  };
  const values = new Map([
    ['code', 'abc'],
    ['codeVersion', '1'],
  ] as const);
  expect(writePlanValue(body, values)).toBe(
    '{"codeId":"/codes/abc/versions/1","command":"echo {code} ${{inputs.x}}","tags":{"__proto__":"x"}}',
  );
  expect(writePlanValue(body)).toContain('"/codes/{code}/versions/{codeVersion}"');
});

it('shows the newest version of whatever it is of in the same way', () => {
  expect(new PlanText('/data/a/versions/', { placeholder: 'latest:a' }).shown).toBe('/data/a/versions/{latest}');
});

it('is not sent with a placeholder that no answer filled', () => {
  expect(() => fillText(codeId, new Map())).toThrow('{code}');
});

it('is written with indents for people', () => {
  expect(writePlanValue({ a: [1n], b: {}, c: [] }, undefined, 2)).toBe(
    '{\n  "a": [\n    1\n  ],\n  "b": {},\n  "c": []\n}',
  );
});
