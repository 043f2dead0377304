import { usageError } from '../context/cli-error.js';

/** What an option takes beside whole numbers of at least 0. */
interface IntegerLimits {
  readonly most?: number | undefined;
  /** For the hint. */
  readonly example?: number | undefined;
}

/**
 * Reads the number that an option was given.
 * @throws CliError that names the option, what it got and what it takes
 */
export function parseInteger(
  option: string,
  text: string,
  { most = Number.MAX_SAFE_INTEGER, example = 5 }: IntegerLimits = {},
): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? 'a whole number of at least 0' : `a whole number from 0 to ${most}`;
  throw usageError(
    `${option} is ${JSON.stringify(text)}, but takes ${range}.`,
    `Write for example ${option} ${example}.`,
  );
}
