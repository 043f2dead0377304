import { parseJson } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { metricNames, type Ranking, rankChildren } from './rank-children.js';
import { toChildren } from './sweep-data.js';

const children = toChildren(
  parseJson(`[
    {"runId": "HD_1_0", "metrics": {"loss": [[3, 0], ["NaN", 1], [1, 2]], "auc": [[0.5, null]]}},
    {"runId": "HD_1_1", "metrics": {"loss": [[2, 0]]}},
    {"runId": "HD_1_2", "metrics": null}
  ]`),
);

function rank(given: Partial<Ranking>) {
  const usual: Ranking = {
    metric: 'loss',
    goal: 'minimize',
    scope: 'best',
    reverse: false,
    discardNoMetric: false,
    top: 0,
  };
  const { rows, bestRunId } = rankChildren(children, { ...usual, ...given });
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

describe('metricNames', () => {
  it('puts the primary metric first, also where nobody logged it', () => {
    expect(metricNames(children, 'accuracy')).toEqual(['accuracy', 'auc', 'loss']);
    expect(metricNames(children, 'loss')).toEqual(['loss', 'auc']);
  });
});
