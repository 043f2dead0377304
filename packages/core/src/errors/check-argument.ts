import { InvalidArgumentError } from './invalid-argument-error.js';

/**
 * Strict checks of what users pass. Each names the option, what it got and what it takes.
 * @throws InvalidArgumentError where it does not fit
 */
export function checkArgument(fits: boolean, option: string, got: unknown, takes: string): asserts fits {
  if (!fits) throw new InvalidArgumentError({ option, got, takes });
}

/** A flag. */
export function checkBoolean(option: string, value: unknown, whenUndefined: boolean): boolean {
  if (value === undefined) return whenUndefined;
  checkArgument(typeof value === 'boolean', option, value, 'true or false');
  return value;
}

/** Options, or what else has properties by name: neither a list nor a function is meant. */
export function checkObject(option: string, value: unknown): void {
  checkArgument(typeof value === 'object' && value !== null && !Array.isArray(value), option, value, 'an object');
}

/** `top` of the sorted children: 0 or undefined is all. */
export function checkTop(value: unknown): number {
  if (value === undefined) return 0;
  const fits = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  checkArgument(fits, 'top', value, 'a non-negative integer (0 for all)');
  return value;
}

/** Ids and names: any text but the empty one. */
export function checkNonEmptyString(option: string, value: unknown): string {
  checkArgument(typeof value === 'string' && value !== '', option, value, 'a non-empty string');
  return value;
}

/** One of a few words. */
export function checkOneOf<T extends string>(
  option: string,
  value: unknown,
  taken: readonly T[],
  whenUndefined: NoInfer<T>,
): T {
  if (value === undefined) return whenUndefined;
  const found = taken.find((word) => word === value);
  checkArgument(found !== undefined, option, value, taken.map((word) => `'${word}'`).join(' or '));
  return found;
}

/** A time in milliseconds, above 0. */
export function checkDuration(option: string, value: unknown, whenUndefined: number): number {
  if (value === undefined) return whenUndefined;
  checkArgument(typeof value === 'number' && value > 0, option, value, 'a number of milliseconds above 0');
  return value;
}
