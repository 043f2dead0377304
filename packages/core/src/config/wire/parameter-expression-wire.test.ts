import { describe, expect, it } from 'vitest';
import { parseJson } from '../../json/parse-json.js';
import { parameterExpressionFromWire, parameterExpressionToWire } from './parameter-expression-wire.js';

describe('parameterExpressionFromWire', () => {
  it.each([
    ['["choice",[[0.1,"a",null,[1]]]]', { kind: 'choice', values: [0.1, 'a', null, [1]] }],
    ['["randint",[12]]', { kind: 'randint', upper: 12 }],
    ['["uniform",[0.05,0.1]]', { kind: 'uniform', minValue: 0.05, maxValue: 0.1 }],
    ['["quniform",[0,1,0.05]]', { kind: 'quniform', minValue: 0, maxValue: 1, q: 0.05 }],
    ['["loguniform",[-3,0]]', { kind: 'loguniform', minValue: -3, maxValue: 0 }],
    ['["qloguniform",[-3,0,1]]', { kind: 'qloguniform', minValue: -3, maxValue: 0, q: 1 }],
    ['["normal",[0,1]]', { kind: 'normal', mu: 0, sigma: 1 }],
    ['["qnormal",[0,1,2]]', { kind: 'qnormal', mu: 0, sigma: 1, q: 2 }],
    ['["lognormal",[0,1]]', { kind: 'lognormal', mu: 0, sigma: 1 }],
    ['["qlognormal",[0,1,2]]', { kind: 'qlognormal', mu: 0, sigma: 1, q: 2 }],
    ['["UNIFORM",[0,1]]', { kind: 'uniform', minValue: 0, maxValue: 1 }],
    ['["uniform",[1,NaN]]', { kind: 'uniform', minValue: 1, maxValue: Number.NaN }],
  ])('reads %s without judging it', (text, expected) => {
    expect(parameterExpressionFromWire(parseJson(text))).toEqual(expected);
  });

  it.each([
    '["cauchy",[0,1]]',
    '["uniform",[0]]',
    '["uniform",[0,1,2]]',
    '["quniform",[0,1]]',
    '["uniform",["0","1"]]',
    '["randint",[1,2]]',
    '["choice",[1,2]]',
    '["choice",[[1],[2]]]',
    '["uniform"]',
    '["uniform",[0,1],2]',
    '["randint",[]]',
    '["uniform",[0,1,null]]',
    '["normal",[0,1,2]]',
    '["quniform",[0,1,2,3]]',
    '["cauchy",[0,1,2]]',
    '[1,[0,1]]',
    '"uniform"',
    'null',
    '{"uniform":[0,1]}',
  ])('keeps %s as it is', (text) => {
    const wire = parseJson(text);
    const read = parameterExpressionFromWire(wire);
    expect(read).toEqual({ kind: 'unknown', raw: wire });
    expect(parameterExpressionToWire(read)).toEqual(wire);
  });
});
