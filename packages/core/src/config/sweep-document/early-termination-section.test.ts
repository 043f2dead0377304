import { describe, expect, it } from 'vitest';
import {
  BanditPolicy,
  type EarlyTerminationPolicy,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
} from '../model/early-termination.js';
import { UnknownPolicy } from '../model/unknown-policy.js';
import type { SweepDocumentNote } from './document-notes.js';
import { toEarlyTermination } from './early-termination-section.js';

function written(policy: EarlyTerminationPolicy): { readonly section: unknown; readonly notes: SweepDocumentNote[] } {
  const notes: SweepDocumentNote[] = [];
  const section = toEarlyTermination(policy, (path, message) => notes.push({ path, message }));
  return { section: section === undefined ? undefined : Object.fromEntries(section), notes };
}

const times = { evaluationInterval: 2, delayEvaluation: 5 };
const writtenTimes = { evaluation_interval: 2, delay_evaluation: 5 };

describe('the early_termination of a file', () => {
  it.each<[EarlyTerminationPolicy, unknown]>([
    [new NoTerminationPolicy(), undefined],
    [new MedianStoppingPolicy(times), { type: 'median_stopping', ...writtenTimes }],
    [
      new TruncationSelectionPolicy({ ...times, truncationPercentage: 20 }),
      { type: 'truncation_selection', ...writtenTimes, truncation_percentage: 20 },
    ],
    [new BanditPolicy({ ...times, slackFactor: 0.1 }), { type: 'bandit', ...writtenTimes, slack_factor: 0.1 }],
    [new BanditPolicy({ ...times, slackAmount: 3 }), { type: 'bandit', ...writtenTimes, slack_amount: 3 }],
  ])('says all that the policy says, without a note: %#', (policy, expected) => {
    expect(written(policy)).toStrictEqual({ section: expected, notes: [] });
  });

  it('notes that a file cannot leave ended trials out of the comparison', () => {
    const { section, notes } = written(new MedianStoppingPolicy({ ...times, excludeFinishedJobs: true }));
    expect(section).toEqual({ type: 'median_stopping', ...writtenTimes });
    expect(notes).toEqual([
      {
        path: 'early_termination',
        message: "leaves ended trials out of the comparison in the sweep, which Azure ML's files cannot say",
      },
    ]);
    expect(written(new MedianStoppingPolicy({ ...times, excludeFinishedJobs: false })).notes).toEqual([]);
  });

  it('notes that it is missing where the policy is not known', () => {
    expect(written(new UnknownPolicy('Fancy', new Map()))).toEqual({
      section: undefined,
      notes: [
        {
          path: 'early_termination',
          message: 'is missing: the sweep does not say its policy in a form that is known',
        },
      ],
    });
  });
});
