import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openService, temporaryFolder } from '../open-service.js';
import { ensurePythonEnvironment } from '../python/make-environment.mjs';
import { usePythonWorker } from '../python-worker.js';
import { arbitraryFlags, pairwiseFlags } from './arbitrary-flags.js';
import { arbitrarySweep, showSweep } from './arbitrary-sweep.js';
import { compareClients } from './compare-clients.js';
import { Coverage } from './coverage.js';
import { features, featuresOf } from './features.js';
import { combinationOf, combinations } from './flag-combinations.js';
import { flaggedOperations, type Operation, operations } from './operations.js';
import { ourAnswers } from './our-answers.js';
import { metricRowsPerPage, runsPerPage } from './page-sizes.js';
import { pythonAnswers } from './python-answers.js';
import { openBoth } from './service-under-test.js';

/** `npm run conformance -- --sweeps N --seed S` sets them. The short run asks about the same sweeps each time. */
const sweeps = Number(process.env['CONFORMANCE_SWEEPS'] ?? 5);
const seed = Number(process.env['CONFORMANCE_SEED'] ?? 2026);
/** So many show everything at least once, and many more often; fewer, such as those of the short run, promise nothing. */
const fewest = 60;

it('our client and the real Python class give the same answers about random sweeps', async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  const service = await openService(await temporaryFolder(), { runsPerPage, metricRowsPerPage });
  const worker = usePythonWorker(environment.python);
  const seen = new Coverage(features.keys());
  const asked = new Coverage(combinations);
  const compared = new Map<Operation, number>();
  const began = Date.now();
  let hasFailed = false;
  try {
    await fc.assert(
      fc.asyncProperty(arbitrarySweep, arbitraryFlags, async (sweep, flags) => {
        // While a counterexample is made smaller, nothing is counted.
        if (!hasFailed) seen.add(featuresOf(sweep));
        const both = await openBoth(service, worker, sweep);
        const differences: string[] = [];
        for (const [position, row] of pairwiseFlags(flags).entries()) {
          // What no flag changes is asked once; the last of it cancels the sweep.
          const questions = position < 3 ? flaggedOperations : operations;
          const theirs = pythonAnswers(both.python, row);
          const found = await compareClients(theirs, ourAnswers(both.ours, both.twin, row), sweep, row, questions);
          if (!hasFailed) {
            for (const name of found.compared) compared.set(name, (compared.get(name) ?? 0) + 1);
            asked.add(found.compared.flatMap((name) => combinationOf(name, row) ?? []));
          }
          differences.push(...found.differences.map((difference) => `${JSON.stringify(row)} ${difference}`));
        }
        await both.close();
        hasFailed ||= differences.length > 0;
        if (differences.length > 0) throw new Error([showSweep(sweep), ...differences].join('\n'));
      }),
      { numRuns: sweeps, seed, endOnFailure: false },
    );
  } finally {
    const total = [...compared.values()].reduce((sum, count) => sum + count, 0);
    const counts = [...compared].map(([name, count]) => `${name} ${count}`).join(', ');
    console.log(
      [
        `${sweeps} random sweeps, with`,
        seen.report(),
        'flags that were given, of the calls that take them',
        asked.report(),
        `answers compared: ${total} (${counts})`,
        `differences outside of docs/python-parity.md: ${hasFailed ? 'found' : 0}`,
        `seed ${seed}, ${Math.round((Date.now() - began) / 1000)} s`,
      ].join('\n'),
    );
  }
  expect(sweeps < fewest ? [] : seen.tooRare(sweeps < 200 ? 0 : 0.05)).toEqual([]);
  expect(sweeps < fewest ? [] : asked.tooRare(sweeps < 200 ? 0 : 0.02)).toEqual([]);
}, 3_600_000);
