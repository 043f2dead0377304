// What runs in the thread that chooses points: the samplers of sweeps, each with what its trials have reached so far.

import { parentPort } from 'node:worker_threads';
import { samplingFromJson } from '@hyperdrive-run/core/config';
import { parseJson } from '@hyperdrive-run/core/json';
import { createSampler, type Observation, type Sampler } from '@hyperdrive-run/sampling';
import { errorMessage } from '../../../error-message.js';
import { applyChanges } from './observation-changes.js';
import type { ThreadRequest, ThreadResponse } from './thread-messages.js';

interface OpenSampler {
  readonly sampler: Sampler | undefined;
  readonly observations: Observation[];
}

const samplers = new Map<number, OpenSampler>();

function choose(request: Extract<ThreadRequest, { readonly kind: 'next' }>): ThreadResponse {
  const { id, trial, changes } = request;
  const open = samplers.get(request.sampler);
  if (open === undefined) return { id, failure: 'the sampler is not open' };
  applyChanges(open.observations, changes);
  try {
    return { id, point: open.sampler?.nextPoint(trial, open.observations) };
  } catch (error) {
    return { id, failure: errorMessage(error) };
  }
}

parentPort?.on('message', (request: ThreadRequest) => {
  switch (request.kind) {
    case 'open': {
      const { seed, goal } = request;
      const sampler = createSampler({ sampling: samplingFromJson(parseJson(request.sampling)), seed, goal });
      samplers.set(request.sampler, { sampler, observations: [] });
      break;
    }
    case 'close':
      samplers.delete(request.sampler);
      break;
    default:
      parentPort?.postMessage(choose(request));
  }
});
