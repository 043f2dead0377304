import { BackendError, type RunRecord } from '@hyperdrive-run/core';
import { isNewer } from '@hyperdrive-run/core/internal';
import type { ListSweepsOptions } from '@hyperdrive-run/core/ports';
import { mergeInOrder } from '../../../async/merge-in-order.js';
import { onAbort } from '../../../async/on-abort.js';
import { paginate } from '../../../http/answers/paginate.js';
import { listSweeps } from '../../run-history/list-runs.js';
import { listSweepJobsEndpoint } from './job-endpoints.js';
import type { JobConnection, JobService } from './job-service.js';
import { toJobRecord } from './to-job-record.js';
import { jobPageSchema } from './wire/job-dto.js';

/**
 * The sweeps of the run history and the sweep jobs of Azure Resource Manager as one list, newest first. A job is in both:
 * it is listed once.
 */
export async function* listAllSweeps(
  connection: JobConnection,
  options: ListSweepsOptions,
): AsyncGenerator<RunRecord, void, undefined> {
  const { jobs } = connection;
  if (!jobs.known.isThere) return yield* listSweeps(connection, options);
  const { signal } = options;
  // Where one of the two fails, the other asks on for nobody.
  const own = new AbortController();
  const stopListening = signal === undefined ? undefined : onAbort(signal, () => own.abort(signal.reason));
  const ofBoth = { ...options, signal: own.signal };
  let reportAnswer = (_answers: boolean): void => {};
  const historyAnswers = new Promise<boolean>((resolve) => {
    reportAnswer = resolve;
  });
  const listings = [
    reportingAnswer(listOfHistory(connection, jobs, ofBoth), reportAnswer),
    listSweepJobs(connection, jobs, { ...ofBoth, historyAnswers }),
  ];
  const seen = new Set<string>();
  try {
    const ending = listings.map((listing) => endingOthers(listing, own));
    for await (const run of mergeInOrder(ending, isNewer)) {
      if (seen.has(run.runId)) continue;
      seen.add(run.runId);
      yield run;
    }
  } finally {
    stopListening?.();
  }
}

/** A listing whose failure ends the others. */
async function* endingOthers<Item>(
  listing: AsyncGenerator<Item, void, undefined>,
  controller: AbortController,
): AsyncGenerator<Item, void, undefined> {
  try {
    yield* listing;
  } catch (error) {
    controller.abort(error);
    throw error;
  }
}

/** A listing that reports whether the service answers: at its first run, at its end, or where it fails before. */
async function* reportingAnswer<Item>(
  listing: AsyncGenerator<Item, void, undefined>,
  report: (answers: boolean) => void,
): AsyncGenerator<Item, void, undefined> {
  try {
    for await (const item of listing) {
      report(true);
      yield item;
    }
    report(true);
  } finally {
    report(false);
  }
}

/** Not every run history is known to list the sweeps of a whole workspace. One that refuses leaves those that are jobs. */
async function* listOfHistory(
  connection: JobConnection,
  { client }: JobService,
  options: ListSweepsOptions,
): AsyncGenerator<RunRecord, void, undefined> {
  let count = 0;
  try {
    for await (const run of listSweeps(connection, options)) {
      count += 1;
      yield run;
    }
  } catch (error) {
    const isRefused = BackendError.isInstance(error) && (error.code === 'refused' || error.status === 404);
    if (count > 0 || !isRefused || connection.scope.experimentName !== undefined) throw error;
    client.onWarning(`Only sweep jobs are listed: the run history does not list a whole workspace. ${error.message}`);
  }
}

async function* listSweepJobs(
  { scope }: JobConnection,
  jobs: JobService,
  { status, signal, historyAnswers }: ListSweepsOptions & { readonly historyAnswers: Promise<boolean> },
): AsyncGenerator<RunRecord, void, undefined> {
  const pages = paginate(
    (cursor) => {
      const link = cursor?.kind === 'link' ? cursor.link : undefined;
      return jobs.client.request(jobPageSchema, listSweepJobsEndpoint(scope), { link, signal });
    },
    { what: 'sweep jobs', keysOf: ({ value }) => value.map(({ name }) => name) },
  );
  let count = 0;
  try {
    for await (const { value } of pages) {
      count += 1;
      for (const job of value) {
        const run = toJobRecord(job);
        const isSweep = job.properties?.jobType?.toLowerCase() === 'sweep';
        const isHere = scope.experimentName === undefined || run.experimentName === scope.experimentName;
        const isWanted = status === undefined || status.includes(run.status);
        if (isSweep && isHere && isWanted && !run.hidden) yield run;
      }
    }
  } catch (error) {
    // A list that breaks off would pass for a whole one.
    if (count > 0) throw error;
    // Where the run history fails too, its error says what there is to say.
    if (!(await historyAnswers)) return;
    jobs.passOver(error, 'sweep jobs that the run history does not have yet');
    if (BackendError.isInstance(error) && error.status === 404) jobs.known.leave();
  }
}
