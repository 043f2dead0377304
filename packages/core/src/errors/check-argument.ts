import { InvalidArgumentError } from './invalid-argument-error.js';

/** Strict checks of what users pass. Each names the option, what it got and what it takes. */
export function checkBoolean(option: string, value: unknown, whenUndefined: boolean): boolean {
  if (value === undefined) return whenUndefined;
  if (typeof value !== 'boolean') throw new InvalidArgumentError({ option, got: value, takes: 'true or false' });
  return value;
}

/** Options, or what else has properties by name: neither a list nor a function is meant. */
export function checkObject(option: string, value: unknown): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new InvalidArgumentError({ option, got: value, takes: 'an object' });
}

/** `top` of the sorted children: 0 or undefined is all. */
export function checkTop(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError({ option: 'top', got: value, takes: 'a non-negative integer (0 for all)' });
  }
  return value;
}

/** Ids and names: any text but the empty one. */
export function checkNonEmptyString(option: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') {
    throw new InvalidArgumentError({ option, got: value, takes: 'a non-empty string' });
  }
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
  if (found === undefined) {
    const words = taken.map((word) => `'${word}'`);
    throw new InvalidArgumentError({ option, got: value, takes: words.join(' or ') });
  }
  return found;
}

/** A time in milliseconds, above 0. */
export function checkDuration(option: string, value: unknown, whenUndefined: number): number {
  if (value === undefined) return whenUndefined;
  if (typeof value !== 'number' || !(value > 0)) {
    throw new InvalidArgumentError({ option, got: value, takes: 'a number of milliseconds above 0' });
  }
  return value;
}
