import { type JsonValue, writeJson } from '@hyperdrive-run/sdk';
import type { CliIo } from '../cli-io.js';

/**
 * Prints the one document that `--json` promises. A bigint is written as its digits, NaN and the infinities as text.
 * Control characters are escaped by JSON itself; others are left as they are, because programs read this.
 */
export async function printJson(io: CliIo, value: JsonValue): Promise<void> {
  await io.stdout.write(`${writeJson(value, 2)}\n`);
}
