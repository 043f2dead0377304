import { usageError } from '../context/cli-error.js';

/**
 * Reads the value that an option was given: any number, such as `0.95` or `-1e-3`.
 * @throws CliError that names the option, what it got and what it takes
 */
export function parseNumber(option: string, text: string): number {
  const number = Number(text);
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(number)) return number;
  throw usageError(`${option} is ${JSON.stringify(text)}, but takes a number.`, `Write for example ${option} 0.95.`);
}
