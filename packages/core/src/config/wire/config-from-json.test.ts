import { expect, it } from 'vitest';
import { choice } from '../model/choice.js';
import { BanditPolicy } from '../model/early-termination.js';
import { uniform } from '../model/numeric-expressions.js';
import { RandomParameterSampling } from '../model/sampling.js';
import { policyFromJson, samplingFromJson } from './config-from-json.js';
import { policyToJson, samplingToJson } from './config-to-json.js';

it('reads the sampling and the policy that were written as JSON', () => {
  const sampling = new RandomParameterSampling(
    { lr: uniform(0, 1), units: choice(16, 32) },
    { seed: 1, rule: 'sobol' },
  );
  const policy = new BanditPolicy({ slackFactor: 0.1, evaluationInterval: 2 });
  expect(samplingFromJson(samplingToJson(sampling))).toEqual(sampling);
  expect(policyFromJson(policyToJson(policy))).toEqual(policy);
});

it('keeps what it does not know', () => {
  expect(samplingFromJson('new')).toMatchObject({ kind: 'unknown' });
  expect(policyFromJson('new')).toMatchObject({ kind: 'unknown' });
});
