import { expect, it } from 'vitest';
import { activeResources, leftSince } from './judge/active-resources.js';
import { reportTable } from './judge/report-table.js';
import { runCalls } from './judge/run-calls.js';
import { openWorlds } from './open-worlds.js';
import { faults } from './proxy/fault-plan.js';

/** `npm run faults -- --calls N --seed S --call N` sets them. The short run makes the same calls each time. */
const calls = Number(process.env['FAULTS_CALLS'] ?? 40);
const seed = process.env['FAULTS_SEED'] ?? '2026';
const one = process.env['FAULTS_CALL'];
/** So many calls show all faults but two, and many more all; fewer, such as those of the short run, promise nothing. */
const [fewest, many] = [240, 1000];

it('every read through a network that lies is right, says what it lacks, or is refused with a typed error', async (context) => {
  const before = activeResources();
  const { worlds, notRun } = await openWorlds();
  // The long run is worth nothing with half of it left out.
  if (notRun !== undefined && process.env['FAULTS_CALLS'] !== undefined) expect(notRun).toBeUndefined();
  const began = Date.now();
  try {
    const numbers = one === undefined ? Array.from({ length: calls }, (_, number) => number) : [Number(one)];
    const report = await runCalls({ worlds, seed, calls: numbers });
    console.log(reportTable(report, seed, Math.round((Date.now() - began) / 1000)));
    expect(report.violations.map(({ kind, call, described, detail }) => ({ kind, call, described, detail }))).toEqual(
      [],
    );
    const unseen = faults.filter(({ name }) => !report.faults.has(name)).map(({ name }) => name);
    if (numbers.length >= many) expect(unseen).toEqual([]);
    else if (numbers.length >= fewest) expect(unseen.length, unseen.join(', ')).toBeLessThanOrEqual(2);
  } finally {
    await Promise.all(worlds.map((world) => world.close()));
  }
  expect(await leftSince(before)).toEqual([]);
  if (notRun !== undefined) context.skip(notRun);
}, 3_600_000);
