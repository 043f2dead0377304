import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import { throwIfAny, violation } from '../checks/config-violations.js';

const maxLength = 100_000;

/**
 * The whole numbers from `start` up to, but not including, `stop`, for {@link choice}: `range(3)` is 0, 1, 2;
 * `range(1, 10, 3)` is 1, 4, 7; a negative step counts down.
 * @throws HyperDriveConfigError where an argument is no whole number, the step is 0, or there are over 100,000 numbers
 */
export function range(stop: number): readonly number[];
export function range(start: number, stop: number, step?: number): readonly number[];
export function range(first: number, second?: number, step: number = 1): readonly number[] {
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  throwIfAny([...findWholeNumberViolations('start', start), ...findWholeNumberViolations('stop', stop)]);
  throwIfAny(step === 0 ? [violation('range.step', step, 'a whole number other than 0')] : []);
  throwIfAny(findWholeNumberViolations('step', step));
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (length > maxLength) throwIfAny([{ path: 'range', got: `${length} numbers`, takes: `at most ${maxLength}` }]);
  return Array.from({ length }, (_, index) => start + index * step);
}

function findWholeNumberViolations(name: string, value: number): readonly ConfigViolation[] {
  return Number.isSafeInteger(value) ? [] : [violation(`range.${name}`, value, 'a whole number')];
}
