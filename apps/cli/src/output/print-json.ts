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
