import { usageError } from '../context/cli-error.js';

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * Reads an age such as `30d`, in seconds.
 * @throws CliError that names the option, what it got and what it takes
 */
export function parseAge(option: string, text: string): number {
  const [, number = '', unit = ''] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  const seconds = Number(number) * (secondsOf[unit] ?? Number.NaN);
  if (Number.isSafeInteger(seconds)) return seconds;
  throw usageError(
    `${option} is ${JSON.stringify(text)}, but takes a whole number with s, m, h, d or w behind it.`,
    `Write for example ${option} 30d for thirty days.`,
  );
}
