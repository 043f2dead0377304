import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { isCompared } from './allowed-differences.js';
import type { Answers, Flags } from './answers.js';
import type { DescribedSweep } from './arbitrary-sweep.js';
import { type Operation, operations } from './operations.js';

/** What was compared, and where the answers differ. */
export interface Comparison {
  readonly compared: readonly Operation[];
  readonly differences: readonly string[];
}

/** Compares the answers of both clients about a sweep, but for the differences that are allowed. */
export async function compareClients(
  python: Answers,
  ours: Answers,
  sweep: DescribedSweep,
  flags: Flags,
  asked: readonly Operation[] = operations,
): Promise<Comparison> {
  const compared = asked.filter((operation) => isCompared(operation, sweep, flags));
  const differences: string[] = [];
  for (const operation of compared) {
    const theirs = await shown(python[operation]);
    const own = await shown(ours[operation]);
    if (theirs !== own) differences.push(`${operation}\n  Python: ${theirs}\n  ours:   ${own}`);
  }
  return { compared, differences };
}

/** An error is an answer too: one that the other client must not lack. */
async function shown(ask: () => Promise<JsonValue>): Promise<string> {
  try {
    return writeJson(await ask());
  } catch (error) {
    return `error ${error instanceof Error ? error.message : String(error)}`;
  }
}
