import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Client, Submitted, SweepToSubmit } from './client.js';
import type { GeneratedSweep } from './files/generate-sweep.js';
import { normalise } from './normalise.js';

/** What both clients made of one file. */
export interface Comparison {
  readonly name: string;
  readonly real: Submitted;
  readonly own: Submitted;
  /** Each line a call that only one of them made, or made otherwise; or the verdicts, where those differ. */
  readonly differences: readonly string[];
  /** How many requests with a body were compared. */
  readonly bodies: number;
}

/** Puts the files of a sweep into a folder of their own, for as long as they are used. */
export async function withFiles<T>(
  { text, files }: Pick<GeneratedSweep, 'text' | 'files'>,
  use: (sweep: SweepToSubmit) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-sweep.a-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    await mkdir(join(folder, 'empty'));
    const file = join(folder, 'sweep.yml');
    await writeFile(file, text);
    return await use({ file, folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Submits one file with both clients and compares all that they sent. */
export async function compareSubmits(real: Client, own: Client, sweep: GeneratedSweep): Promise<Comparison> {
  return withFiles(sweep, async (at) => {
    const [theirs, ours] = [await real.submit(at), await own.submit(at)];
    const outcome = { name: sweep.name, real: theirs, own: ours };
    if (theirs.verdict !== ours.verdict) {
      return { ...outcome, differences: [`${shown(theirs)}, but ours: ${shown(ours)}`], bodies: 0 };
    }
    if (ours.verdict === 'refused') {
      const sent = ours.calls.map(({ method, path }) => `ours sent ${method} ${path} although it refuses`);
      return { ...outcome, differences: sent, bodies: 0 };
    }
    const [expected, found] = [normalise(theirs.calls), normalise(ours.calls)];
    const differences = [...linesThatDiffer(expected.arm, found.arm), ...linesThatDiffer(expected.store, found.store)];
    return { ...outcome, differences, bodies: ours.calls.filter(({ body }) => body !== '').length };
  });
}

function shown(submitted: Submitted): string {
  return submitted.verdict === 'sent' ? 'sent' : `refused: ${submitted.error.replaceAll(/\s+/g, ' ').slice(0, 400)}`;
}

function linesThatDiffer(expected: readonly string[], found: readonly string[]): readonly string[] {
  const length = Math.max(expected.length, found.length);
  return Array.from({ length }, (_, index) => [expected[index], found[index]] as const)
    .filter(([theirs, ours]) => theirs !== ours)
    .map(([theirs, ours]) => `theirs: ${theirs}\n  ours:   ${ours}`);
}
