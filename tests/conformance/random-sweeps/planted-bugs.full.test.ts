import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openService, temporaryFolder } from '../open-service.js';
import { ensurePythonEnvironment } from '../python/make-environment.mjs';
import { type PythonAnswer, usePythonWorker } from '../python-worker.js';
import type { Answers, Flags } from './answers.js';
import { arbitraryFlags, pairwiseFlags } from './arbitrary-flags.js';
import { arbitrarySweep, type DescribedSweep } from './arbitrary-sweep.js';
import { compareClients } from './compare-clients.js';
import { flaggedOperations, type Operation, operations } from './operations.js';
import { ourAnswers } from './our-answers.js';
import { metricRowsPerPage, runsPerPage } from './page-sizes.js';
import { plantedBugs } from './planted-bugs.js';
import { fetchThrough, plantedServiceBugs } from './planted-service-bugs.js';
import { type AskPython, pythonAnswers } from './python-answers.js';
import { type BothClients, openBoth } from './service-under-test.js';

const mostSweeps = 300;

it('the comparison finds each planted bug', async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  const service = await openService(await temporaryFolder(), { runsPerPage, metricRowsPerPage });
  const worker = usePythonWorker(environment.python);
  const notFound = new Set([...Object.keys(plantedBugs), ...Object.keys(plantedServiceBugs)]);
  // The seed is fixed: what is asked here is whether the comparison sees, not whether the client errs.
  for (const [sweep, flags] of fc.sample(fc.tuple(arbitrarySweep, arbitraryFlags), {
    numRuns: mostSweeps,
    seed: 9,
  })) {
    if (notFound.size === 0) break;
    const both = await openBoth(service, worker, sweep);
    const remembered = once(both.python);
    for (const [position, row] of pairwiseFlags(flags).entries()) {
      const questions = position < 3 ? flaggedOperations : operations;
      const answers = {
        python: { ...pythonAnswers(remembered, row), cancel: onceOnly(pythonAnswers(both.python, row).cancel) },
        ours: oursWithOneCancel(both, row),
      };
      for (const name of await bugsSeen(both, sweep, row, answers, questions, notFound)) notFound.delete(name);
    }
    await both.close();
  }
  expect([...notFound]).toEqual([]);
}, 600_000);

/** What both clients answer where neither has a bug. */
interface RightAnswers {
  readonly python: Answers;
  readonly ours: Answers;
}

function oursWithOneCancel({ ours, twin }: BothClients, flags: Flags): Answers {
  const right = ourAnswers(ours, twin, flags);
  return { ...right, cancel: onceOnly(right.cancel) };
}

/** The bugs that a sweep brings to light, each in the answer that it is about. */
async function bugsSeen(
  both: BothClients,
  sweep: DescribedSweep,
  flags: Flags,
  { python, ours }: RightAnswers,
  questions: readonly Operation[],
  names: ReadonlySet<string>,
): Promise<string[]> {
  const seen: string[] = [];
  // Canceled last: it is another sweep then.
  for (const operation of questions) {
    const wrongs: [string, Partial<Answers>][] = [];
    for (const name of names) {
      const wrong = await wrongAnswers(name, both, flags, ours);
      if (wrong[operation] !== undefined) wrongs.push([name, wrong]);
    }
    if (wrongs.length === 0) continue;
    // Without a bug there is no difference, or each bug would be found for another reason.
    expect((await compareClients(python, ours, sweep, flags, [operation])).differences).toEqual([]);
    for (const [name, wrong] of wrongs) {
      const answers = { ...ours, ...wrong };
      if ((await compareClients(python, answers, sweep, flags, [operation])).differences.length > 0) seen.push(name);
    }
  }
  return seen;
}

/** The answers of a client with a bug, or of ours where the service has one: those that the bug is about. */
async function wrongAnswers(name: string, both: BothClients, flags: Flags, right: Answers): Promise<Partial<Answers>> {
  const bug = plantedBugs[name];
  if (bug !== undefined) return bug(both.ours, flags, right);
  const serviceBug = plantedServiceBugs[name];
  if (serviceBug === undefined) throw new Error(`Nobody knows the bug ${JSON.stringify(name)}.`);
  const { foundBy } = serviceBug;
  return {
    [foundBy]: async () => {
      const { ours, twin } = await both.openThrough(fetchThrough(serviceBug));
      return ourAnswers(ours, twin, flags)[foundBy]();
    },
  };
}

/** Asks once and remembers the answer: a sweep can be canceled only once. */
function onceOnly<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}

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
