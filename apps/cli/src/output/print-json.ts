import { type JsonValue, writeJson } from '@hyperdrive-run/sdk';
import type { CliIo } from '../context/cli-io.js';
import { escapeJson } from './escape/escape-json.js';

/**
 * Prints the one document that `--json` promises. A bigint is written as its digits, NaN and the infinities as text.
 * On a terminal everything that it would act on is escaped; it is the same document.
 */
export async function printJson(io: CliIo, value: JsonValue): Promise<void> {
  const text = `${writeJson(value, 2)}\n`;
  await io.stdout.write(io.stdout.isTerminal ? escapeJson(text) : text);
}

/** Prints a JSON object as its entries arrive: the same document as {@link printJson} prints. */
export async function printJsonEntries(
  io: CliIo,
  entries: AsyncIterable<readonly [name: string, value: JsonValue]>,
): Promise<void> {
  const shown = (text: string): string => (io.stdout.isTerminal ? escapeJson(text) : text);
  let before = '{';
  for await (const [name, value] of entries) {
    // Within a text of JSON no line ends: each one that does is of the layout.
    const text = writeJson(value, 2).replaceAll('\n', '\n  ');
    await io.stdout.write(shown(`${before}\n  ${writeJson(name)}: ${text}`));
    before = ',';
  }
  await io.stdout.write(before === '{' ? '{}\n' : '\n}\n');
}
