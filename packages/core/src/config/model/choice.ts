import { throwIfAny, violation } from '../checks/config-violations.js';
import { findExpressionViolations } from '../checks/find-expression-violations.js';
import { type ChoiceValue, isJsonValue, type JsonOf, jsonFromPlain } from './json-from-plain.js';
import type { ChoiceExpression } from './parameter-expression.js';

/**
 * One of the given values, each as likely as the others. Takes one list (`choice([16, 32])`), the whole numbers of a
 * range (`choice(range(1, 5))`), or the values themselves (`choice('relu', 'tanh')`). A single list is always the list
 * of values; a list as a value is written `choice([[64, 64]])`.
 * @throws HyperDriveConfigError where there is no value, where a list is among several arguments, or where a value
 *   cannot be carried by JSON (NaN, infinities, undefined, functions, objects of a class)
 */
export function choice<const Values extends readonly ChoiceValue[]>(
  values: Values,
): ChoiceExpression<JsonOf<Values[number]>>;
export function choice<const Values extends readonly ChoiceValue[]>(
  ...values: Values
): ChoiceExpression<JsonOf<Values[number]>>;
export function choice(...given: readonly unknown[]): ChoiceExpression {
  const [first] = given;
  const isOneList = given.length === 1 && Array.isArray(first);
  if (!isOneList) {
    throwIfAny(
      given.flatMap((value, index) =>
        Array.isArray(value)
          ? [violation(`choice.values[${index}]`, value, 'no list beside other values; write choice([a, b])')]
          : [],
      ),
    );
  }
  const listed: readonly unknown[] = isOneList ? first : given;
  const values = listed.map((value) => jsonFromPlain(value));
  throwIfAny(findExpressionViolations({ kind: 'choice', values }, 'choice'));
  return { kind: 'choice', values: values.filter(isJsonValue) };
}
