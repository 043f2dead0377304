import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openService, temporaryFolder } from '../open-service.js';
import { ensurePythonEnvironment } from '../python/make-environment.mjs';
import { type PythonAnswer, startPythonWorker } from '../python-worker.js';
import { arbitraryFlags } from './arbitrary-flags.js';
import { arbitrarySweep } from './arbitrary-sweep.js';
import { compareClients } from './compare-clients.js';
import { runsPerPage } from './features-of.js';
import { ourAnswers } from './our-answers.js';
import { plantedBugs } from './planted-bugs.js';
import { type AskPython, pythonAnswers } from './python-answers.js';
import { openBoth } from './service-under-test.js';

const mostSweeps = 300;

it('the comparison finds each planted bug', async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  const service = await openService(await temporaryFolder(), { runsPerPage });
  const worker = startPythonWorker(environment.python);
  const notFound = new Map(Object.entries(plantedBugs));
  try {
    // The seed is fixed: what is asked here is whether the comparison sees, not whether the client errs.
    for (const [sweep, flags] of fc.sample(fc.tuple(arbitrarySweep, arbitraryFlags), {
      numRuns: mostSweeps,
      seed: 7,
    })) {
      if (notFound.size === 0) break;
      const both = await openBoth(service, worker, sweep);
      const theirs = { ...pythonAnswers(once(both.python), flags), cancel: notAsked };
      const right = { ...ourAnswers(both.ours, both.twin, flags), cancel: notAsked };
      // Without a bug there is no difference, or each bug would be found for another reason.
      expect((await compareClients(theirs, right, sweep)).differences).toEqual([]);
      for (const [name, bug] of notFound) {
        const wrong = { ...right, ...bug(both.ours, flags, right) };
        if ((await compareClients(theirs, wrong, sweep)).differences.length > 0) notFound.delete(name);
      }
      await both.close();
    }
  } finally {
    await worker.close();
  }
  expect([...notFound.keys()]).toEqual([]);
}, 600_000);

/** Each sweep is asked about for every bug, but it can be canceled only once, and is another one then. */
const notAsked = (): Promise<string> => Promise.resolve('not asked');

/** Python is asked each question once a sweep, however many bugs look at the answer. */
function once(ask: AskPython): AskPython {
  const asked = new Map<string, Promise<PythonAnswer>>();
  return (operation, args) => {
    const key = JSON.stringify([operation, args]);
    const answer = asked.get(key) ?? ask(operation, args);
    asked.set(key, answer);
    return answer;
  };
}
