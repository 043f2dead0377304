import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { descriptions } from './config-parity/arbitrary-descriptions.js';
import { askPython, compareConfigs } from './config-parity/compare-configs.js';
import type { Description } from './config-parity/description.js';
import { looserRules } from './config-parity/looser-rules.js';
import { makeOurs } from './config-parity/make-ours.js';
import { stricterRules } from './config-parity/stricter-rules.js';
import { wireDifferences } from './config-parity/wire-differences.js';
import { ensurePythonEnvironment } from './python/make-environment.mjs';
import { type PythonWorker, usePythonWorker } from './python-worker.js';

const seed = Number(process.env['CONFIG_PARITY_SEED'] ?? Date.now() % 1_000_000_000);
const casesPerKind = Number(process.env['CONFIG_PARITY_CASES'] ?? 200);

let worker: PythonWorker | undefined;
let notRun = '';

beforeAll(async () => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) notRun = environment.notRun;
  else worker = usePythonWorker(environment.python);
}, 600_000);

function python(context: TestContext): PythonWorker {
  return worker ?? context.skip(notRun);
}

function describedAs(kind: string): fc.Arbitrary<Description> {
  const arbitrary = descriptions.get(kind);
  if (arbitrary === undefined) throw new Error(`Nothing describes a ${kind}.`);
  return arbitrary;
}

async function readParityPage(): Promise<string> {
  return readFile(new URL('../../docs/python-parity.md', import.meta.url), 'utf8');
}

describe(`random arguments (seed ${seed}; CONFIG_PARITY_SEED repeats it, CONFIG_PARITY_CASES asks for more)`, () => {
  it.for([...descriptions.keys()])(
    '%s takes and refuses what Python does, and writes the same',
    { timeout: 120_000 },
    async (kind, context) => {
      const asked = python(context);
      const outcomes = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(describedAs(kind), async (description) => {
          const { outcome } = await compareConfigs(asked, description);
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }),
        { seed, numRuns: casesPerKind },
      );
      console.log(`${kind}: ${[...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}`);
      // A comparison that never gets past the first check would prove nothing.
      expect(outcomes.get('same') ?? 0).toBeGreaterThan(casesPerKind / 20);
    },
  );
});

describe('what we refuse beyond Python', () => {
  it.for(Object.entries(stricterRules))('%s', async ([rule, { example }], context) => {
    const asked = python(context);
    expect(await askPython(asked, example)).toHaveProperty('wire');
    expect(makeOurs(example)).toHaveProperty('violations');
    expect(await compareConfigs(asked, example)).toEqual({ outcome: 'stricter', rules: [rule] });
  });

  it('is exactly what the table of the parity page lists', async () => {
    expect(rowsOf(await readParityPage(), 'What we refuse beyond Python')).toEqual(Object.keys(stricterRules));
  });
});

describe('what we take beyond Python', () => {
  it.for(Object.entries(looserRules))('%s', async ([rule, { example }], context) => {
    const asked = python(context);
    expect(await askPython(asked, example)).toHaveProperty('refused');
    expect(makeOurs(example)).toHaveProperty('wire');
    expect(await compareConfigs(asked, example)).toEqual({ outcome: 'looser', rules: [rule] });
  });

  it('is exactly what the table of the parity page lists', async () => {
    expect(rowsOf(await readParityPage(), 'What we take beyond Python')).toEqual(Object.keys(looserRules));
  });
});

describe('what both take and write differently', () => {
  it.for(Object.entries(wireDifferences))('%s', async ([rule, { example }], context) => {
    const asked = python(context);
    expect(await compareConfigs(asked, example)).toEqual({ outcome: 'wire differs', rules: [rule] });
  });

  it('is exactly what the table of the parity page lists', async () => {
    expect(rowsOf(await readParityPage(), 'Where the submitted config differs')).toEqual(Object.keys(wireDifferences));
  });
});

it('JavaScript does not see: a whole float, which Python refuses where it wants an integer', async (context) => {
  const asked = python(context);
  const described = { make: 'expression', name: 'randint', args: [{ $float: '3.0' }] } as const;
  expect(await askPython(asked, described)).toEqual({ refused: 'HyperDriveConfigException' });
  expect(await compareConfigs(asked, described)).toEqual({ outcome: 'unseen', rules: [] });
});

/** The first cells of the table under a heading, without the table's head. */
function rowsOf(page: string, heading: string): readonly string[] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((line) => line.split('|')[1]?.trim() ?? '');
}
