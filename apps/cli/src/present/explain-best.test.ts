import type { BestRunExplanation } from '@hyperdrive-run/sdk';
import { describe, expect, it } from 'vitest';
import { explanationToFields, explanationToJson, missingBestToFields } from './explain-best.js';

const explanation: BestRunExplanation = {
  best: undefined,
  value: 0.9,
  source: 'property',
  goalSource: 'config',
  sweepId: 'HD_1',
  tied: ['HD_1_0', 'HD_1_1', 'HD_1_2', 'HD_1_3'],
  excluded: [
    { runId: 'HD_1_4', status: 'Completed', value: undefined, reason: 'not-logged' },
    { runId: 'HD_1_5', status: 'Failed', value: 1, reason: 'failed' },
    { runId: 'HD_1_6', status: 'Completed', value: undefined, reason: 'not-logged' },
  ],
  provisional: true,
  provisionalBecause: ['children-not-ended', 'children-unreadable'],
  better: { runId: 'HD_1_7\u001B[2J', value: 0.95 },
  reason: undefined,
  loggedMetricNames: [],
};

describe('the explanation of a best run', () => {
  it('says who names it, whether it is final, what ties, what could not win, and what is better', () => {
    expect(explanationToFields(explanation, 'HD_1').map(({ title, plain }) => `${title}: ${plain}`)).toEqual([
      'Named by: the service, when the sweep ended',
      'Final: no: children have not ended, the metrics of children could not be read',
      'Tied with: 4 with the same value: HD_1_0, HD_1_1, HD_1_2, …',
      'Could not win: 2 without the metric (HD_1_4, HD_1_6), 1 failed and left out (HD_1_5)',
      'But better: HD_1_7\\x1b[2J with 0.95; the run that the service recorded remains the best',
      'Goal: ',
    ]);
    const ofTrials = explanationToFields({ ...explanation, goalSource: 'trials' }, 'HD_1');
    expect(ofTrials.at(-1)?.plain).toBe('the one that the search wrote on its trials');
    expect(explanationToJson({ ...explanation, goalSource: 'trials' }).get('goalSource')).toBe('trials');
  });

  it("shows people a sweep's children in short", () => {
    const shown = explanationToFields(explanation, 'HD_1').map((field) => field.shown);
    expect(shown[2]).toBe('4 with the same value: …_0, …_1, …_2, …');
    expect(shown[4]).toContain(String.raw`…_7\x1b[2J with 0.95`);
  });

  it('says shortly where there is nothing to say', () => {
    const plain = {
      ...explanation,
      tied: [],
      excluded: [],
      provisional: false,
      provisionalBecause: [],
      better: undefined,
    };
    expect(explanationToFields(plain, 'HD_1').map(({ plain: text }) => text)).toEqual([
      'the service, when the sweep ended',
      'yes',
      'none',
      'none',
      '',
      '',
    ]);
  });

  it('without a best run lists what was logged, what could not win, and whether it may change', () => {
    const missing: BestRunExplanation = {
      ...explanation,
      source: undefined,
      loggedMetricNames: ['Gain', 'loss\u001B[2J'],
      reason: { code: 'metric-never-logged', closest: 'Gain' },
    };
    expect(missingBestToFields(missing, 'HD_1').map(({ name, plain }) => `${name}: ${plain}`)).toEqual([
      'reason: metric-never-logged',
      'closest: Gain',
      'logged: Gain, loss\\x1b[2J',
      'excluded: 2 without the metric (HD_1_4, HD_1_6), 1 failed and left out (HD_1_5)',
      'final: no: children have not ended, the metrics of children could not be read',
    ]);
  });

  it('is one JSON object with all reasons', () => {
    const json = explanationToJson({ ...explanation, reason: { code: 'metric-never-logged', closest: undefined } });
    expect(json.get('reason')).toEqual(new Map([['code', 'metric-never-logged']]));
    expect([json.get('origin'), json.get('provisional')]).toEqual(['property', true]);
    expect(json.get('excluded')).toHaveLength(3);
  });
});
