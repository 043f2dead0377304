import { usageError } from '../context/cli-error.js';

/** Bytes of a unit: of the tools that people know, `GB` counts in thousands and `GiB` in 1024. */
const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['kb', 1000],
  ['mb', 1000 ** 2],
  ['gb', 1000 ** 3],
  ['tb', 1000 ** 4],
  ['kib', 1024],
  ['mib', 1024 ** 2],
  ['gib', 1024 ** 3],
  ['tib', 1024 ** 4],
]);

/**
 * Reads a size such as `4GiB` or `512 MB`, in bytes.
 * @throws CliError that names the option, what it got and what it takes
 */
export function parseSize(option: string, text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text.trim()) ?? [];
  const size = units.get(unit.toLowerCase());
  const bytes = number === '' || size === undefined ? 0 : Math.round(Number(number) * size);
  if (bytes >= 1 && Number.isSafeInteger(bytes)) return bytes;
  throw usageError(
    `${option} is ${JSON.stringify(text)}, but takes a size with its unit.`,
    `Write for example ${option} 4GiB, or ${option} 512MB.`,
  );
}
