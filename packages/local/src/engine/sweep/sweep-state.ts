import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { SweepStop } from './sweep-outcome.js';

/** What the engine remembers of a sweep's parent run, so that another process can carry on with it. */
export interface SweepState {
  /** The seed of the sampling: the user's, or one that was drawn for this sweep. */
  readonly seed: number;
  /** When the sweep is to end at the latest, in milliseconds since 1970. */
  readonly deadline: number;
  /** The config as it was submitted. */
  readonly config: JsonObject;
  /** Where the code is in the sweep's snapshot of it; set once the snapshot is complete. */
  readonly codePath?: string | undefined;
  /** Since when the sweep is paused, in milliseconds since 1970. Meanwhile its deadline does not come nearer. */
  readonly pausedAt?: number | undefined;
  /** Points of trials of earlier sweeps, with their ids: the first trials of this sweep run them again. */
  readonly warmStartPoints?: readonly WarmStartPoint[] | undefined;
  /** How the sweep had ended before it was opened again to retry failed trials. It samples no further points. */
  readonly reopenedAfter?: 'completed' | SweepStop | undefined;
}

/** A point that a trial of an earlier sweep had. */
export interface WarmStartPoint {
  readonly runId: string;
  readonly point: JsonObject;
}

export function sweepStateToJson(state: SweepState): JsonObject {
  return new Map<string, JsonValue>([
    ['kind', 'sweep'],
    ['seed', state.seed],
    ['deadline', state.deadline],
    ['config', state.config],
    ['codePath', state.codePath ?? null],
    ['pausedAt', state.pausedAt ?? null],
    [
      'givenPoints',
      (state.warmStartPoints ?? []).map(
        ({ runId, point }) =>
          new Map<string, JsonValue>([
            ['runId', runId],
            ['point', point],
          ]),
      ),
    ],
    ['reopenedAfter', state.reopenedAfter ?? null],
  ]);
}

/** @returns `undefined` where the run is no sweep of this engine */
export function sweepStateFromJson(json: JsonObject | undefined): SweepState | undefined {
  const [seed, deadline, config] = [json?.get('seed'), json?.get('deadline'), json?.get('config')];
  if (json?.get('kind') !== 'sweep' || typeof seed !== 'number' || typeof deadline !== 'number') return undefined;
  const [codePath, pausedAt] = [json.get('codePath'), json.get('pausedAt')];
  if (!isJsonObject(config)) return undefined;
  return {
    seed,
    deadline,
    config,
    codePath: typeof codePath === 'string' ? codePath : undefined,
    pausedAt: typeof pausedAt === 'number' ? pausedAt : undefined,
    warmStartPoints: readWarmStartPoints(json.get('givenPoints')),
    reopenedAfter: endings.find((ending) => ending === json.get('reopenedAfter')),
  };
}

const endings = ['completed', 'canceled', 'timed-out'] as const;

function readWarmStartPoints(json: JsonValue | undefined): readonly WarmStartPoint[] {
  if (!isJsonArray(json)) return [];
  return json.flatMap((entry) => {
    const [runId, point] = isJsonObject(entry) ? [entry.get('runId'), entry.get('point')] : [];
    return typeof runId === 'string' && isJsonObject(point) ? [{ runId, point }] : [];
  });
}
