import { describe, expect, it } from 'vitest';
import { documentedBlock } from '../docs/commands/run-documented.js';
import { useBothClients } from './both-clients.js';
import type { Client } from './client.js';
import { type Comparison, compareSubmits, withFiles } from './compare.js';
import { type GeneratedSweep, generateSweep } from './files/generate-sweep.js';
import { realShapes } from './files/real-shapes.js';
import { recordedShapes } from './files/recorded-shapes.js';
import { plainFiles, sweepText } from './files/sweep-sections.js';
import { normalise } from './normalise.js';
import { startOwnClient } from './own-client.js';
import { fileForPlantedBugs, plantedBugs } from './planted-bugs.js';
import { armRequestsOf, withoutVersions } from './shown-plan.js';
import { stricter } from './verdicts/stricter.js';
import { variants } from './verdicts/variants.js';

/** The usual run is short; `npm run conformance:azure-v2` asks for all variants and hundreds of files. */
const generatedFiles = Number(process.env['AZURE_V2_FILES'] ?? 6);
const firstSeed = Number(process.env['AZURE_V2_SEED'] ?? 1);
const isLong = process.env['AZURE_V2_FILES'] !== undefined;
const long = 1_200_000;

const clients = useBothClients();

async function compareAll(client: Client, sweeps: readonly GeneratedSweep[]): Promise<readonly Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const sweep of sweeps) comparisons.push(await compareSubmits(client, clients.own(), sweep));
  return comparisons;
}

/** What differs, but for what we refuse on purpose. */
function unexplained(comparisons: readonly Comparison[]): readonly string[] {
  return comparisons
    .filter(({ name, real: theirs, own: ours }) => {
      const isStricter = theirs.verdict === 'sent' && ours.verdict === 'refused' && ours.calls.length === 0;
      return !(isStricter && stricter.has(name));
    })
    .flatMap(({ name, differences }) => differences.map((difference) => `${name}:\n  ${difference}`));
}

function report(what: string, comparisons: readonly Comparison[]): void {
  const bodies = comparisons.reduce((sum, one) => sum + one.bodies, 0);
  const refused = comparisons.filter(({ own: ours }) => ours.verdict === 'refused').length;
  const differences = unexplained(comparisons).length;
  console.log(
    `${what}: ${comparisons.length} files, ${refused} refused, ${bodies} bodies compared, ${differences} differences`,
  );
}

const variantSweeps = variants.map(
  ([name, changes]): GeneratedSweep => ({ name, text: sweepText(changes), files: plainFiles }),
);

describe('beside azure-ai-ml, a submit', () => {
  it('of a file in the shape of published ones sends the same', async (context) => {
    const comparisons = await compareAll(clients.real(context), realShapes);
    report('published shapes', comparisons);
    expect(unexplained(comparisons)).toEqual([]);
  });

  it('of the file that also runs on Ray, on SLURM and here, as their pages show it, sends the same', async (context) => {
    const shown = { name: 'docs/ray.md', text: await documentedBlock('ray.md', 'yaml'), files: plainFiles };
    const comparisons = await compareAll(clients.real(context), [shown]);
    expect(unexplained(comparisons)).toEqual([]);
    expect(comparisons.map(({ own: { verdict } }) => verdict)).toEqual(['sent']);
  });

  it('of a file in the shape of recorded ones sends the same', async (context) => {
    const comparisons = await compareAll(clients.real(context), recordedShapes);
    report('recorded shapes', comparisons);
    expect(unexplained(comparisons)).toEqual([]);
    expect(comparisons.map(({ own: { verdict } }) => verdict)).toEqual(recordedShapes.map(() => 'sent'));
  });

  it(
    'of a generated file sends the same',
    async (context) => {
      const sweeps = Array.from({ length: generatedFiles }, (_, index) => generateSweep(firstSeed + index));
      const comparisons = await compareAll(clients.real(context), sweeps);
      report(`generated from seed ${firstSeed}`, comparisons);
      expect(unexplained(comparisons)).toEqual([]);
      const refusals = comparisons.flatMap(({ name, own: { verdict } }) => (verdict === 'sent' ? [] : [name]));
      expect(refusals).toEqual([]);
    },
    long,
  );

  it(
    'is refused where azure-ai-ml refuses, and otherwise only for a reason that is written down',
    async (context) => {
      const asked = isLong ? variantSweeps : variantSweeps.filter((_, index) => index % 18 === firstSeed % 18);
      const comparisons = await compareAll(clients.real(context), asked);
      report('variants', comparisons);
      expect(unexplained(comparisons)).toEqual([]);
      const needless = comparisons.flatMap(({ name, own: { verdict } }) =>
        stricter.has(name) && verdict === 'sent' ? [name] : [],
      );
      expect(needless).toEqual([]);
    },
    long,
  );

  it('with a bug in it is noticed', { tags: ['full'] }, async (context) => {
    const client = clients.real(context);
    const sweep = { name: 'planted', text: sweepText(fileForPlantedBugs), files: plainFiles };
    expect((await compareSubmits(client, clients.own(), sweep)).differences).toEqual([]);
    const unnoticed: string[] = [];
    for (const { name, spoil } of plantedBugs) {
      const spoiled = await startOwnClient(spoil);
      const { differences } = await compareSubmits(client, spoiled, sweep);
      if (differences.length === 0) unnoticed.push(name);
      await spoiled.close();
    }
    expect(unnoticed).toEqual([]);
  });
});

describe('a plan', () => {
  it('shows every request that the submit sends, in its order', async () => {
    for (const sweep of [
      ...realShapes,
      ...recordedShapes,
      ...Array.from({ length: isLong ? 20 : 6 }, (_, index) => generateSweep(1000 + index)),
    ]) {
      await withFiles(sweep, async (at) => {
        const planned = armRequestsOf(await clients.own().plan(at));
        const { calls, verdict } = await clients.own().submit(at);
        expect([sweep.name, verdict]).toEqual([sweep.name, 'sent']);
        expect(planned).toEqual(normalise(calls).arm.map(withoutVersions));
      });
    }
  });
});
