import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench } from '../__fixtures__/engine-bench.js';
import { createFakeRunner } from '../__fixtures__/fake-runner.js';
import type { TrialRunner } from '../runners/trial-runner.js';

/** A runner as that of processes: it knows the handle of a start before, and its jobs are over at once. */
function createQuickRunner(): TrialRunner {
  const runner = createFakeRunner(() => ({ ended: Promise.resolve({ kind: 'exited', code: 0 }) }));
  return {
    ...runner,
    newHandle: () => new Map([['job', randomUUID()]]),
    async prepare(job) {
      const prepared = await runner.prepare(job);
      return prepared.kind === 'prepared' ? { ...prepared, handle: job.handle ?? prepared.handle } : prepared;
    },
  };
}

async function costsOf(trials: number): Promise<{ readonly commits: number; readonly statements: readonly string[] }> {
  const statements: string[] = [];
  let commits = 0;
  const bench = await createEngineBench(
    { runner: createQuickRunner() },
    {
      onCommit(moment) {
        if (moment === 'after-commit') commits += 1;
      },
      onStatement: (sql) => statements.push(sql),
    },
  );
  const before = { commits, statements: statements.length };
  const values = Array.from({ length: trials }, (_, value) => value);
  await bench.runToEnd({ hyperparameterSampling: grid(...values), maxTotalRuns: trials });
  return { commits: commits - before.commits, statements: statements.slice(before.statements) };
}

it('costs the store two commits and ten statements where it is over at once', async () => {
  const [few, many] = [await costsOf(2), await costsOf(12)];
  expect((many.commits - few.commits) / 10).toBe(2);
  // With what the end of a sweep reads of its trials, page by page.
  expect((many.statements.length - few.statements.length) / 10).toBeLessThan(11);
});
