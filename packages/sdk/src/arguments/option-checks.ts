import { InvalidArgumentError } from '@hyperdrive-run/core';
import { checkBoolean, checkDuration, checkNonEmptyString, checkOneOf } from '@hyperdrive-run/core/internal';
import type { CallOptions } from '@hyperdrive-run/core/ports';

/** Refuses what an option does not take. `undefined` is no value and never gets here. */
export type OptionCheck = (option: string, value: unknown) => void;

/** A check for each option: an option without one does not compile. */
export type OptionChecks<Options> = { readonly [Name in keyof Options]-?: OptionCheck };

/** An option that whoever uses it checks in the same call, before the first request. */
export const checkedByItsUser: OptionCheck = () => undefined;

export const flag: OptionCheck = (option, value) => void checkBoolean(option, value, false);

export const nonEmptyText: OptionCheck = (option, value) => void checkNonEmptyString(option, value);

export const anyText: OptionCheck = (option, value) => {
  if (typeof value !== 'string') throw new InvalidArgumentError({ option, got: value, takes: 'a string' });
};

export const texts: OptionCheck = (option, value) => {
  if (!Array.isArray(value)) throw new InvalidArgumentError({ option, got: value, takes: 'an array of strings' });
  for (const [index, item] of value.entries()) anyText(`${option}[${index}]`, item);
};

export const nonEmptyTexts: OptionCheck = (option, value) => {
  texts(option, value);
  if (Array.isArray(value)) for (const [index, item] of value.entries()) nonEmptyText(`${option}[${index}]`, item);
};

export const duration: OptionCheck = (option, value) => void checkDuration(option, value, 1);

export const positiveInteger: OptionCheck = (option, value) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return;
  throw new InvalidArgumentError({ option, got: value, takes: 'a positive integer' });
};

export const integer: OptionCheck = (option, value) => {
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError({ option, got: value, takes: 'an integer' });
};

export const callback: OptionCheck = (option, value) => {
  if (typeof value !== 'function') throw new InvalidArgumentError({ option, got: value, takes: 'a function' });
};

export const anyObject: OptionCheck = (option, value) => {
  if (!isObject(value)) throw new InvalidArgumentError({ option, got: value, takes: 'an object' });
};

/** An AbortSignal of any realm: it is asked for what is used of it. */
export const abortSignal: OptionCheck = (option, value) => {
  const isSignal =
    isObject(value) &&
    typeof Reflect.get(value, 'aborted') === 'boolean' &&
    typeof Reflect.get(value, 'addEventListener') === 'function';
  if (!isSignal) throw new InvalidArgumentError({ option, got: value, takes: 'an AbortSignal' });
};

export function oneOf(...words: [string, ...string[]]): OptionCheck {
  const [first] = words;
  return (option, value) => void checkOneOf(option, value, words, first);
}

/** What every call that waits takes. */
export const callChecks: OptionChecks<CallOptions> = { signal: abortSignal };

/**
 * Checks the options of a call: that they are an object, and each one's value. What the call does not know is passed over,
 * so that options of several calls can be kept in one object.
 * @throws InvalidArgumentError that names the option, what it got and what it takes
 */
export function checkOptions<Options>(options: unknown, checks: OptionChecks<Options>, name = 'options'): void {
  if (!isObject(options)) throw new InvalidArgumentError({ option: name, got: options, takes: 'an object' });
  for (const [option, check] of Object.entries<OptionCheck>(checks)) {
    const value: unknown = Reflect.get(options, option);
    if (value !== undefined) check(option, value);
  }
}

/** Whether it is an object with properties by name, which lists and functions are not meant as. */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
