import { type JsonValue, parseJson, writeJson } from '@hyperdrive-run/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as messages from './__fixtures__/messages.js';
import { bestRunFromJson, bestRunToJson } from './best-run.js';
import { childFromJson, childToJson } from './child.js';
import { childrenUpdateFromJson, childrenUpdateToJson } from './children-update.js';
import { requireObject } from './json-fields.js';
import { metricFromJson, metricToJson } from './metric.js';
import { problemFromJson, problemToJson } from './problem.js';
import { sweepDetailsFromJson, sweepDetailsToJson } from './sweep-details.js';
import { sweepListFromJson, sweepListToJson } from './sweep-list.js';
import { sweepSummaryFromJson, sweepSummaryToJson } from './sweep-summary.js';

/** Through the text that travels: what the page reads is what the server had, every digit of it. */
function returnsWhatWasSent<T>(
  sent: fc.Arbitrary<T>,
  toJson: (it: T) => JsonValue,
  fromJson: (json: JsonValue) => unknown,
) {
  fc.assert(
    fc.property(sent, (message) => {
      expect(fromJson(parseJson(writeJson(toJson(message))))).toEqual(message);
    }),
  );
}

describe('a message that is written and read again is the same', () => {
  it('for a metric of any kind, with its steps, times and types', () => {
    returnsWhatWasSent(messages.metrics, metricToJson, metricFromJson);
  });

  it('for a child', () => {
    returnsWhatWasSent(messages.children, childToJson, childFromJson);
  });

  it("for what is new of a sweep's children", () => {
    returnsWhatWasSent(messages.childrenUpdates, childrenUpdateToJson, childrenUpdateFromJson);
  });

  it('for a sweep of a list', () => {
    returnsWhatWasSent(messages.sweepSummaries, sweepSummaryToJson, sweepSummaryFromJson);
  });

  it('for a list of sweeps', () => {
    returnsWhatWasSent(messages.sweepLists, sweepListToJson, sweepListFromJson);
  });

  it('for a best run', () => {
    returnsWhatWasSent(messages.bestRuns, bestRunToJson, (json) => bestRunFromJson(requireObject(json, 'a best run')));
  });

  it('for a sweep with its details', () => {
    returnsWhatWasSent(messages.sweepDetails, sweepDetailsToJson, sweepDetailsFromJson);
  });

  it('for a problem', () => {
    returnsWhatWasSent(messages.problems, problemToJson, problemFromJson);
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
