import { expectTypeOf, test } from 'vitest';
import type { JsonValue } from '../../json/json-value.js';
import { choice } from './choice.js';
import { loguniform, randint } from './numeric-expressions.js';
import type { ParameterNumber, UnknownParameterExpression } from './parameter-expression.js';
import type { ValuesOf } from './values-of.js';

test('a trial has one value a hyperparameter, of the type that its expression gives', () => {
  const space = { lr: loguniform(-7, 0), seed: randint(5), units: choice(16, 32) };
  type Values = ValuesOf<typeof space & { old: UnknownParameterExpression }>;
  expectTypeOf<Values['lr']>().toEqualTypeOf<ParameterNumber>();
  expectTypeOf<Values['seed']>().toEqualTypeOf<ParameterNumber>();
  expectTypeOf<Values['units']>().toEqualTypeOf<JsonValue>();
  expectTypeOf<Values['old']>().toEqualTypeOf<JsonValue>();
});
