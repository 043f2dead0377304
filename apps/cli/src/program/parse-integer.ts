import { usageError } from '../context/cli-error.js';

/**
 * Reads the number that an option was given.
 * @throws CliError that names the option, what it got and what it takes
 */
export function parseInteger(option: string, text: string, most: number = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? 'a whole number of at least 0' : `a whole number from 0 to ${most}`;
  throw usageError(`${option} is ${JSON.stringify(text)}, but takes ${range}.`, `Write for example ${option} 5.`);
}
