import type { Metric, MetricCell } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import type { BestRun } from '../best-run.js';
import type { Child, EarlyValue } from '../child.js';
import type { ChildChange } from '../child-change.js';
import type { ChildrenUpdate } from '../children-update.js';
import type { LogTail } from '../log-tail.js';
import type { Problem } from '../problem.js';
import { acts, type SessionInfo } from '../session-info.js';
import type { SweepBest } from '../sweep-best.js';
import type { SweepDetails } from '../sweep-details.js';
import type { SweepList } from '../sweep-list.js';
import type { SweepOverview } from '../sweep-overview.js';
import type { SweepSummary } from '../sweep-summary.js';
import type { TrialDetails } from '../trial-details.js';
import type { TrialJudgement } from '../trial-judgement.js';

/** Names and texts as users write them, the awkward ones often. */
const text = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'NaN', ''));
const number = fc.oneof(fc.double(), fc.integer());
const time = fc.date({ noInvalidDate: true });
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
const byName = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<ReadonlyMap<string, T>> =>
  fc.array(fc.tuple(text, of), { maxLength: 4 }).map((entries) => new Map(entries));

/** Integers beyond 2^53 are read as bigints, smaller ones as numbers. */
const large = fc.bigInt({ min: 2n ** 53n, max: 2n ** 200n });
const cell: fc.Arbitrary<MetricCell> = fc.oneof(number, large, text, fc.boolean(), fc.constant(null));
const position = fc
  .record({ step: number, time }, { requiredKeys: [] })
  .filter(({ step = 0 }) => Number.isFinite(step));
const named = { name: text };

/** What a child logged under one name. */
export const metrics: fc.Arbitrary<Metric> = fc.oneof(
  fc.record({
    ...named,
    kind: fc.constant('scalar' as const),
    valueType: text,
    points: fc.array(fc.tuple(cell, position).map(([value, at]) => ({ value, ...at }))),
  }),
  fc.record({
    ...named,
    kind: fc.constant('table' as const),
    columns: byName(text),
    rows: fc.array(fc.tuple(byName(cell), position).map(([cells, at]) => ({ cells, ...at }))),
  }),
  fc.record({
    ...named,
    kind: fc.constant('artifact' as const),
    artifactType: text,
    references: fc.array(text),
  }),
);

const hyperparameters: fc.Arbitrary<ReadonlyMap<string, JsonValue>> = byName(
  fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), large, text, fc.array(text), byName(text)),
);

const early: fc.Arbitrary<EarlyValue | undefined> = maybe(
  fc.oneof(number, fc.constantFrom('not-logged', 'not-a-number', 'unreadable', 'pruned')),
);

export const children: fc.Arbitrary<Child> = fc.record({
  runId: text,
  parentRunId: maybe(text),
  status: text,
  searchTrial: maybe(
    fc.record({ outcome: fc.constantFrom('completed', 'failed', 'pruned', 'infeasible'), goals: fc.constant<[]>([]) }),
  ),
  hyperparameters: maybe(hyperparameters),
  placement: maybe(text),
  startTime: maybe(time),
  endTime: maybe(time),
  early,
  isRead: fc.boolean(),
  metrics: maybe(byName(metrics)),
});

export const childChanges: fc.Arbitrary<ChildChange> = fc.record({
  runId: text,
  status: text,
  startTime: maybe(time),
  endTime: maybe(time),
  early,
  isRead: fc.boolean(),
  metrics: byName(fc.record({ kept: fc.nat(), metric: metrics })),
});

export const childrenUpdates: fc.Arbitrary<ChildrenUpdate> = fc.record({
  token: text,
  isComplete: fc.boolean(),
  children: fc.array(children, { maxLength: 4 }),
  changes: fc.array(childChanges, { maxLength: 4 }),
});

const summary = {
  runId: text,
  status: text,
  displayName: maybe(text),
  experiment: maybe(text),
  startTime: maybe(time),
  endTime: maybe(time),
  cancellationReason: maybe(text),
  error: maybe(text),
};

export const sweepSummaries: fc.Arbitrary<SweepSummary> = fc.record(summary);

export const sweepLists: fc.Arbitrary<SweepList> = fc.record({
  sweeps: fc.array(sweepSummaries),
  hasMore: fc.boolean(),
});

export const bestRuns: fc.Arbitrary<BestRun> = fc.record({
  runId: text,
  value: maybe(number),
  origin: maybe(text),
  tied: fc.array(text),
  provisional: fc.boolean(),
  resumedFrom: maybe(text),
  hyperparameters: maybe(hyperparameters),
});

const settings: fc.Arbitrary<JsonValue> = byName(fc.oneof(text, fc.integer(), fc.array(text)));

export const sweepDetails: fc.Arbitrary<SweepDetails> = fc.record({
  ...summary,
  primaryMetric: fc.record({ name: text, goal: fc.constantFrom('maximize', 'minimize') }),
  hasLimits: fc.boolean(),
  maxTotalRuns: fc.nat(),
  plannedTrials: fc.nat(),
  isAllGenerated: fc.boolean(),
  mayGoOn: fc.boolean(),
  maxConcurrentRuns: fc.nat(),
  maxDurationMinutes: fc.nat(),
  sampling: maybe(settings),
  policy: maybe(settings),
});

export const sweepBests: fc.Arbitrary<SweepBest> = fc.record({
  bestRun: maybe(bestRuns),
  noBestReason: maybe(text),
});

export const sweepOverviews: fc.Arbitrary<SweepOverview> = fc.record({
  counts: byName(fc.nat()),
  metric: maybe(text),
  best: maybe(number),
});

export const trialDetails: fc.Arbitrary<TrialDetails> = fc.record({
  child: children,
  displayName: maybe(text),
  error: maybe(text),
  cancellationReason: maybe(text),
  queueMessage: maybe(text),
  target: maybe(text),
  logFiles: maybe(fc.array(text)),
  portalUrl: maybe(text),
  properties: byName(text),
});

export const trialJudgements: fc.Arbitrary<TrialJudgement> = fc.record({
  recorded: maybe(text),
  notJudged: maybe(text),
  decisions: fc.array(text),
  differs: fc.boolean(),
  unreadable: fc.nat(),
});

export const logTails: fc.Arbitrary<LogTail> = fc.record({ text, end: fc.nat(), isCut: fc.boolean() });

export const sessionInfos: fc.Arbitrary<SessionInfo> = fc.record({
  token: text,
  acts: fc.subarray([...acts]),
  backend: text,
});

export const problems: fc.Arbitrary<Problem> = fc.record({ message: text, hint: text, code: maybe(text) });
