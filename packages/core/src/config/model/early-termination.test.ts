import { describe, expect, it } from 'vitest';
import { parseJson } from '../../json/parse-json.js';
import { writeJson } from '../../json/write-json.js';
import { policyFromWire } from '../wire/policy-from-wire.js';
import {
  BanditPolicy,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
} from './early-termination.js';

describe('an early termination policy', () => {
  it('writes the policy_config that the Python class writes', () => {
    expect(writeJson(new BanditPolicy({ slackFactor: 0.1 }).toWire())).toBe(
      '{"name":"Bandit","properties":{"evaluation_interval":1,"delay_evaluation":0,"slack_factor":0.1}}',
    );
    expect(writeJson(new BanditPolicy({ slackAmount: 0, evaluationInterval: 2, delayEvaluation: 5 }).toWire())).toBe(
      '{"name":"Bandit","properties":{"evaluation_interval":2,"delay_evaluation":5,"slack_amount":0}}',
    );
    expect(writeJson(new MedianStoppingPolicy().toWire())).toBe(
      '{"name":"MedianStopping","properties":{"evaluation_interval":1,"delay_evaluation":0}}',
    );
    expect(parseJson(writeJson(new TruncationSelectionPolicy({ truncationPercentage: 20 }).toWire()))).toEqual(
      parseJson(
        '{"name":"TruncationSelection","properties":{"evaluation_interval":1,"delay_evaluation":0,"truncation_percentage":20,"exclude_finished_jobs":false}}',
      ),
    );
    expect(writeJson(new NoTerminationPolicy().toWire())).toBe('{"name":"Default"}');
  });

  it('writes a slack factor of 0, which the Python class turns into an empty slack amount', () => {
    expect(new BanditPolicy({ slackFactor: 0 }).toWire().get('properties')).toEqual(
      new Map([
        ['evaluation_interval', 1],
        ['delay_evaluation', 0],
        ['slack_factor', 0],
      ]),
    );
  });

  it('writes excludeFinishedJobs where it was said', () => {
    const policy = new TruncationSelectionPolicy({ truncationPercentage: 20, excludeFinishedJobs: true });
    expect(writeJson(policy.toWire())).toContain('"exclude_finished_jobs":true');
    expect(writeJson(new MedianStoppingPolicy({ excludeFinishedJobs: true }).toWire())).toContain(
      '"exclude_finished_jobs":true',
    );
  });

  it('takes exactly one slack of the bandit', () => {
    expect(() => new BanditPolicy({})).toThrow('slackFactor is not set, but takes exactly one of it and slackAmount');
    expect(() => new BanditPolicy({ slackFactor: 0.1, slackAmount: 1 })).toThrow(
      'slackFactor is set, but takes exactly one of it',
    );
  });

  it.each(['1', true, -0.1, Number.NaN, Number.POSITIVE_INFINITY, 1n, null])('refuses a slack of %s', (slack) => {
    // @ts-expect-error -- wrong on purpose
    expect(() => new BanditPolicy({ slackFactor: slack })).toThrow('slackFactor is');
    // @ts-expect-error -- wrong on purpose
    expect(() => new BanditPolicy({ slackAmount: slack })).toThrow('takes a finite number of at least 0');
  });

  it.each([0, 100, -1, 1.5, Number.NaN])('refuses a truncation percentage of %s', (truncationPercentage) => {
    expect(() => new TruncationSelectionPolicy({ truncationPercentage })).toThrow(
      `truncationPercentage is ${truncationPercentage}, but takes a whole number from 1 to 99`,
    );
  });

  it('lists all faults at once', () => {
    const options = { slackAmount: Number.NaN, evaluationInterval: 0, delayEvaluation: -1, excludeFinishedJobs: 'no' };
    // @ts-expect-error -- wrong on purpose
    expect(() => new BanditPolicy(options)).toThrow(
      expect.objectContaining({
        violations: [
          { path: 'evaluationInterval', got: '0', takes: 'a whole number of at least 1' },
          { path: 'delayEvaluation', got: '-1', takes: 'a whole number of at least 0' },
          { path: 'excludeFinishedJobs', got: '"no"', takes: 'true or false' },
          { path: 'slackAmount', got: 'NaN', takes: 'a finite number of at least 0' },
        ],
      }),
    );
  });

  it('takes no null for an interval', () => {
    // @ts-expect-error -- null is no number
    expect(() => new MedianStoppingPolicy({ evaluationInterval: null, delayEvaluation: null })).toThrow(
      'evaluationInterval is null',
    );
  });

  it('names a misspelt option', () => {
    // @ts-expect-error -- misspelt
    expect(() => new MedianStoppingPolicy({ evaluation_interval: 2 })).toThrow(
      'evaluation_interval is an unknown option',
    );
  });
});

describe('policyFromWire', () => {
  it.each([
    ['BANDIT', ',"slack_factor":0.2', 'bandit'],
    ['Bandit', ',"slack_amount":1.0', 'bandit'],
    ['medianstopping', '', 'median-stopping'],
    ['TRUNCATIONSELECTION', ',"truncation_percentage":40,"exclude_finished_jobs":false', 'truncation-selection'],
    ['DEFAULT', '', 'none'],
  ])('reads %s', (name, more, kind) => {
    const text = `{"name":"${name}","properties":{"evaluation_interval":2,"delay_evaluation":3${more}}}`;
    const read = policyFromWire(parseJson(text));
    expect(read).toMatchObject({ kind, violations: [] });
    if (read.kind !== 'none') expect(read).toMatchObject({ evaluationInterval: 2, delayEvaluation: 3 });
  });

  it('takes a missing policy, null, and missing properties as the defaults', () => {
    expect(policyFromWire(undefined)).toBeInstanceOf(NoTerminationPolicy);
    expect(policyFromWire(null)).toBeInstanceOf(NoTerminationPolicy);
    expect(policyFromWire(parseJson('{"name":"MedianStopping","properties":null}'))).toMatchObject({
      evaluationInterval: 1,
      delayEvaluation: 0,
    });
  });

  it('keeps excludeFinishedJobs, which the Python class drops', () => {
    const text =
      '{"name":"Bandit","properties":{"evaluation_interval":1,"delay_evaluation":0,"slack_factor":0.1,"exclude_finished_jobs":true}}';
    expect(policyFromWire(parseJson(text))).toMatchObject({ excludeFinishedJobs: true });
    expect(policyFromWire(policyFromWire(parseJson(text)).toWire())).toMatchObject({ excludeFinishedJobs: true });
  });

  it('reads bounds that it would not submit', () => {
    const read = policyFromWire(
      parseJson('{"name":"TruncationSelection","properties":{"truncation_percentage":"100"}}'),
    );
    expect(read).toMatchObject({ truncationPercentage: 100 });
    expect(read.violations.map(({ path }) => path)).toEqual(['truncationPercentage']);
  });

  it('reads an interval beyond 2^53 as the number next to it', () => {
    const text = '{"name":"MedianStopping","properties":{"evaluation_interval":9007199254740993}}';
    expect(policyFromWire(parseJson(text))).toMatchObject({ evaluationInterval: 2 ** 53 });
  });

  it.each([
    '{"name":"Hyperband","properties":{}}',
    '{"name":"Bandit","properties":{"slack_factor":"much"}}',
    '{"name":"Bandit","properties":{"evaluation_interval":[1],"slack_factor":1}}',
    '{"name":"Bandit","properties":{"slack_factor":" "}}',
    '{"name":"Bandit","properties":{"slack_amount":true}}',
    '{"name":"MedianStopping","properties":{"delay_evaluation":"soon"}}',
    '{"name":"MedianStopping","properties":{"exclude_finished_jobs":"no"}}',
    '{"name":"TruncationSelection","properties":{}}',
    '{"name":"MedianStopping","properties":[]}',
    '{"properties":{}}',
    '7',
  ])('keeps %s as unknown, which cannot be submitted', (text) => {
    const read = policyFromWire(parseJson(text));
    expect(read).toMatchObject({ kind: 'unknown' });
    expect(read.toWire()).toEqual(parseJson(text));
    expect(read.violations).toHaveLength(1);
  });
});
