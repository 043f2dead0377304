import { type JsonValue, parseJson, writeJson } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as messages from './__fixtures__/messages.js';
import { bestRunFromJson, bestRunToJson } from './best-run.js';
import { childFromJson, childToJson } from './child.js';
import { childChangeFromJson, childChangeToJson } from './child-change.js';
import { childrenUpdateFromJson, childrenUpdateToJson } from './children-update.js';
import { requireObject } from './json-fields.js';
import { logTailFromJson, logTailToJson } from './log-tail.js';
import { metricFromJson, metricToJson } from './metric.js';
import { problemFromJson, problemToJson } from './problem.js';
import { sessionInfoFromJson, sessionInfoToJson } from './session-info.js';
import { sweepBestFromJson, sweepBestToJson } from './sweep-best.js';
import { sweepDetailsFromJson, sweepDetailsToJson } from './sweep-details.js';
import { sweepListFromJson, sweepListToJson } from './sweep-list.js';
import { sweepOverviewFromJson, sweepOverviewToJson } from './sweep-overview.js';
import { sweepSummaryFromJson, sweepSummaryToJson } from './sweep-summary.js';
import { trialDetailsFromJson, trialDetailsToJson } from './trial-details.js';
import { trialJudgementFromJson, trialJudgementToJson } from './trial-judgement.js';

/** Through the text that travels: what the page reads must be what the server had, every digit of it. */
const travel = (json: JsonValue): JsonValue => parseJson(writeJson(json));

describe('a message that is written and read again is the same', () => {
  it('for a metric of any kind, with its steps, times and types', () => {
    fc.assert(
      fc.property(messages.metrics, (sent) => {
        expect(metricFromJson(travel(metricToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for a child', () => {
    fc.assert(
      fc.property(messages.children, (sent) => {
        expect(childFromJson(travel(childToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for what changed of a child', () => {
    fc.assert(
      fc.property(messages.childChanges, (sent) => {
        expect(childChangeFromJson(travel(childChangeToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it("for what is new of a sweep's children", () => {
    fc.assert(
      fc.property(messages.childrenUpdates, (sent) => {
        expect(childrenUpdateFromJson(travel(childrenUpdateToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for a sweep of a list', () => {
    fc.assert(
      fc.property(messages.sweepSummaries, (sent) => {
        expect(sweepSummaryFromJson(travel(sweepSummaryToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for a list of sweeps', () => {
    fc.assert(
      fc.property(messages.sweepLists, (sent) => {
        expect(sweepListFromJson(travel(sweepListToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for a best run', () => {
    fc.assert(
      fc.property(messages.bestRuns, (sent) => {
        expect(bestRunFromJson(requireObject(travel(bestRunToJson(sent)), 'a best run'))).toEqual(sent);
      }),
    );
  });

  it('for which run of a sweep is the best', () => {
    fc.assert(
      fc.property(messages.sweepBests, (sent) => {
        expect(sweepBestFromJson(travel(sweepBestToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for a sweep with its details', () => {
    fc.assert(
      fc.property(messages.sweepDetails, (sent) => {
        expect(sweepDetailsFromJson(travel(sweepDetailsToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for what the list shows of a sweep beside itself', () => {
    fc.assert(
      fc.property(messages.sweepOverviews, (sent) => {
        expect(sweepOverviewFromJson(travel(sweepOverviewToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for a trial with its details', () => {
    fc.assert(
      fc.property(messages.trialDetails, (sent) => {
        expect(trialDetailsFromJson(travel(trialDetailsToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for why a trial was stopped or kept', () => {
    fc.assert(
      fc.property(messages.trialJudgements, (sent) => {
        expect(trialJudgementFromJson(travel(trialJudgementToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for the end of a log', () => {
    fc.assert(
      fc.property(messages.logTails, (sent) => {
        expect(logTailFromJson(travel(logTailToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for what the page may do', () => {
    fc.assert(
      fc.property(messages.sessionInfos, (sent) => {
        expect(sessionInfoFromJson(travel(sessionInfoToJson(sent)))).toEqual(sent);
      }),
    );
  });

  it('for a problem', () => {
    fc.assert(
      fc.property(messages.problems, (sent) => {
        expect(problemFromJson(travel(problemToJson(sent)))).toEqual(sent);
      }),
    );
  });
});

it('what is no message is refused, or read as nothing', () => {
  expect(() => childrenUpdateFromJson(null)).toThrow("did not return a sweep's children");
  expect([metricFromJson('x'), metricFromJson(new Map([['kind', 'video']])), problemFromJson('<html>')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
