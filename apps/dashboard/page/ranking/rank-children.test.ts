import { isJsonArray, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { type Child, childFromJson } from '../../api/child.js';
import { usualRanking } from '../__fixtures__/usual-ranking.js';
import { hyperparameterNames, metricNames, type Ranking, rankChildren } from './rank-children.js';

const toChildren = (json: JsonValue): Child[] => (isJsonArray(json) ? json.map(childFromJson) : []);

const children = toChildren(
  parseJson(`[
    {"runId": "HD_1_0", "metrics": {"loss": {"kind": "scalar", "name": "loss", "points": [[3, 0], [{"number": "NaN"}, 1], [1, 2]]}, "auc": {"kind": "scalar", "name": "auc", "points": [[0.5, null]]}}},
    {"runId": "HD_1_1", "metrics": {"loss": {"kind": "scalar", "name": "loss", "points": [[2, 0]]}}},
    {"runId": "HD_1_2", "metrics": null}
  ]`),
);

function rank(given: Partial<Ranking>) {
  const { rows, bestRunId } = rankChildren(children, { ...usualRanking, ...given });
  return { order: rows.map(({ runId }) => runId), bestRunId, reasons: rows.map(({ missingReason }) => missingReason) };
}

describe('ranking in the browser', () => {
  it('follows goal, direction, scope and top as everywhere', () => {
    expect(rank({}).order).toEqual(['HD_1_0', 'HD_1_1', 'HD_1_2']);
    expect(rank({ reverse: true }).order).toEqual(['HD_1_1', 'HD_1_0', 'HD_1_2']);
    expect(rank({ goal: 'maximize' })).toMatchObject({ order: ['HD_1_0', 'HD_1_1', 'HD_1_2'], bestRunId: 'HD_1_0' });
    expect(rank({ scope: 'average' }).order).toEqual(['HD_1_0', 'HD_1_1', 'HD_1_2']);
    expect(rank({ top: 1 }).order).toEqual(['HD_1_0']);
    expect(rank({ discardNoMetric: true }).order).toEqual(['HD_1_0', 'HD_1_1']);
  });

  it('names the best whatever is shown, and why a child has no value', () => {
    expect(rank({ reverse: true, top: 1 }).bestRunId).toBe('HD_1_0');
    expect(rank({ metric: 'auc' }).reasons).toEqual([undefined, 'not-logged', 'unreadable']);
  });
});

it('a trial that was pruned has no value and is never the best, whatever it logged', () => {
  const [pruned, kept] = toChildren(
    parseJson(`[
      {"runId": "a", "status": "Canceled", "outcome": "pruned", "metrics": {"acc": {"kind": "scalar", "name": "acc", "points": [[9, 0]]}}},
      {"runId": "b", "status": "Completed", "outcome": "completed", "metrics": {"acc": {"kind": "scalar", "name": "acc", "points": [[1, 0]]}}}
    ]`),
  );
  if (pruned === undefined || kept === undefined) throw new Error('There are two children.');
  const { rows, bestRunId } = rankChildren([pruned, kept], { ...usualRanking, metric: 'acc', goal: 'maximize' });
  expect(bestRunId).toBe('b');
  expect(rows.map(({ runId, missingReason }) => [runId, missingReason])).toEqual([
    ['b', undefined],
    ['a', 'pruned'],
  ]);
});

describe('the best of tied children', () => {
  const tied = toChildren(
    parseJson(`[
      {"runId": "HD_1_1", "metrics": {"loss": {"kind": "scalar", "name": "loss", "points": [[1, 0], [4, 1]]}, "auc": {"kind": "scalar", "name": "auc", "points": [[2, 0]]}}},
      {"runId": "HD_1_0", "metrics": {"loss": {"kind": "scalar", "name": "loss", "points": [[1, 0], [3, 1]]}, "auc": {"kind": "scalar", "name": "auc", "points": [[1, 0]]}}}
    ]`),
  );
  const bestOf = (given: Partial<Ranking>, bestRunId: string | undefined) =>
    rankChildren(tied, { ...usualRanking, ...given }, { primaryMetric: { name: 'loss', goal: 'minimize' }, bestRunId })
      .bestRunId;

  it('is the one that the sweep calls its best, where its own ranking is shown', () => {
    expect(bestOf({}, 'HD_1_0')).toBe('HD_1_0');
    expect(bestOf({ reverse: true, top: 1 }, 'HD_1_0')).toBe('HD_1_0');
  });

  it('is reported with those that tie with it, of all children and not of those alone that are shown', () => {
    const { bestRunId, tiedRunIds } = rankChildren(tied, { ...usualRanking, top: 1 });
    expect([bestRunId, ...tiedRunIds]).toEqual(['HD_1_1', 'HD_1_0']);
    expect(rankChildren(tied, { ...usualRanking, goal: 'maximize' }).tiedRunIds.size).toBe(0);
    expect(rankChildren(tied, { ...usualRanking, metric: 'nobody' }).tiedRunIds.size).toBe(0);
  });

  it('is the first, where the ranking is another or the best run is in another sweep', () => {
    expect(bestOf({ metric: 'auc' }, 'HD_1_0')).toBe('HD_1_0');
    expect(bestOf({ metric: 'auc' }, 'HD_1_1')).toBe('HD_1_0');
    expect(bestOf({ goal: 'maximize' }, 'HD_1_0')).toBe('HD_1_1');
    expect(bestOf({ scope: 'last' }, 'HD_1_1')).toBe('HD_1_0');
    expect(bestOf({}, 'HD_0_7')).toBe('HD_1_1');
    expect(bestOf({}, undefined)).toBe('HD_1_1');
  });
});

describe('children without a value', () => {
  const mixed = toChildren(
    parseJson(`[
      {"runId": "failed", "status": "Failed", "metrics": {}},
      {"runId": "running", "status": "Running", "metrics": {}},
      {"runId": "failed late", "status": "Failed", "metrics": {"loss": {"kind": "scalar", "name": "loss", "points": [[1, 0]]}}},
      {"runId": "done", "status": "Completed", "metrics": {"loss": {"kind": "scalar", "name": "loss", "points": [[2, 0]]}}},
      {"runId": "silent", "status": "Completed", "metrics": {}}
    ]`),
  );
  it.each([false, true])('come after the others, and of them those that failed last (reverse: %s)', (reverse) => {
    const order = rankChildren(mixed, { ...usualRanking, reverse }).rows.map(({ runId }) => runId);
    expect(order.slice(2)).toEqual(['running', 'silent', 'failed']);
    expect(rankChildren(mixed, { ...usualRanking, reverse, top: 4 }).rows.map(({ runId }) => runId)).toEqual(
      order.slice(0, 4),
    );
  });
});

describe('hyperparameterNames', () => {
  it('keeps the order of the oldest trial that has them, whatever the ranking', () => {
    const trials = toChildren(
      parseJson(`[
        {"runId": "HD_1_2", "hyperparameters": {"depth": 3, "lr": 1}},
        {"runId": "HD_1_1", "hyperparameters": null},
        {"runId": "HD_1_0", "hyperparameters": {"lr": 1, "__proto__": 2}}
      ]`),
    );
    expect(hyperparameterNames(trials)).toEqual(['lr', '__proto__', 'depth']);
  });
});

describe('metricNames', () => {
  it('puts the primary metric first, also where nobody logged it', () => {
    expect(metricNames(children, 'accuracy')).toEqual(['accuracy', 'auc', 'loss']);
    expect(metricNames(children, 'loss')).toEqual(['loss', 'auc']);
  });

  it('leaves out tables and files, by which nothing can be ranked', () => {
    const metrics = parseJson(
      `{"table": {"kind": "table", "name": "table"}, "image": {"kind": "artifact", "name": "image"}}`,
    );
    const child = childFromJson(new Map<string, JsonValue>([['metrics', metrics]]));
    expect(child.metrics?.size).toBe(2);
    expect(metricNames([child], 'loss')).toEqual(['loss']);
  });
});
