import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { retryProperty } from '../../engine/trial/store-trial.js';
import { openRunStore } from '../../storage/sqlite-run-store.js';
import { type ChaosSweep, chaosScope, serviceFolder } from './chaos-sweep.js';

/** What became of one point of the search space, whichever trial tried it. */
interface TriedPoint {
  readonly status: string;
  readonly error: string | undefined;
  readonly values: readonly JsonValue[];
}

/**
 * What is left of a sweep that was controlled. Which number a trial has depends on when others were retried, so trials are
 * known by what they logged, which tells their points apart.
 */
export interface ControlledOutcome {
  readonly status: string | undefined;
  readonly score: string | undefined;
  /** What the best trial logged. */
  readonly bestValues: readonly JsonValue[];
  /** The trials that were sampled, sorted. */
  readonly points: readonly TriedPoint[];
  /** Of each retry whether it came to the same as the trial that it names. */
  readonly retries: readonly boolean[];
  readonly trialIds: readonly string[];
  /** The ids of all runs that the service still has but for the sweep and its trials. */
  readonly otherRuns: readonly string[];
  /** Folders of runs that the service does not have any more. */
  readonly leftFolders: readonly string[];
}

/** Reads what a service that has ended left. */
export function readControlledOutcome(sweep: ChaosSweep): ControlledOutcome {
  const folder = serviceFolder(sweep);
  const store = openRunStore({ file: join(folder, 'runs.db') });
  try {
    const parent = store.getRun({ scope: chaosScope, runId: sweep.runId });
    const trials = Array.from(store.childrenOf({ scope: chaosScope, runId: sweep.runId }), (child) => ({
      runId: child.runId,
      retryOf: child.properties.get(retryProperty),
      point: {
        status: child.status,
        error: child.error?.code,
        values: store.readMetricRows(child, 'score').map((row) => row.data.get('score') ?? null),
      },
    }));
    const pointOf = new Map(trials.map(({ runId, point }) => [runId, point]));
    const best = parent?.properties.get('best_child_run_id');
    const known = new Set([sweep.runId, ...pointOf.keys()]);
    const runs = store.listRuns({ scope: chaosScope, pageSize: 500 }).runs.map(({ runId }) => runId);
    return {
      status: parent?.status,
      score: parent?.properties.get('score'),
      bestValues: pointOf.get(best ?? '')?.values ?? [],
      points: trials
        .filter(({ retryOf }) => retryOf === undefined)
        .map(({ point }) => point)
        .toSorted((a, b) => writeJson([...a.values]).localeCompare(writeJson([...b.values]))),
      retries: trials.flatMap(({ retryOf, point }) =>
        retryOf === undefined ? [] : [isSame(point, pointOf.get(retryOf))],
      ),
      trialIds: [...pointOf.keys()].toSorted(),
      otherRuns: runs.filter((runId) => !known.has(runId)),
      leftFolders: readdirSync(join(folder, 'runs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        /HD_old|\.pruned\/./.test(name),
      ),
    };
  } finally {
    store.close();
  }
}

function isSame(a: TriedPoint, b: TriedPoint | undefined): boolean {
  return b !== undefined && a.status === b.status && writeJson([...a.values]) === writeJson([...b.values]);
}
