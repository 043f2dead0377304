import { expect, it } from 'vitest';
import { choice } from '../model/choice.js';
import { BanditPolicy, NoTerminationPolicy } from '../model/early-termination.js';
import { GridParameterSampling, RandomParameterSampling } from '../model/sampling.js';
import { policyToJson, samplingToJson } from './config-to-json.js';
import { policyFromWire } from './policy-from-wire.js';
import { samplingFromWire } from './sampling-from-wire.js';

const space = { lr: choice(0.1, 0.2) };

it.each([new GridParameterSampling(space), new RandomParameterSampling(space, { seed: 3 })])(
  'a sampling as JSON is read back as the same: %o',
  (sampling) => {
    expect(samplingFromWire(samplingToJson(sampling))).toEqual(sampling);
  },
);

it.each([new NoTerminationPolicy(), new BanditPolicy({ slackFactor: 0.1, delayEvaluation: 5 })])(
  'a policy as JSON is read back as the same: %o',
  (policy) => {
    expect(policyFromWire(policyToJson(policy))).toEqual(policy);
  },
);
