import type { JsonValue } from '../../json/json-value.js';
import type { EarlyTerminationPolicy } from '../model/early-termination.js';
import type { HyperparameterSampling } from '../model/sampling.js';

/**
 * A sampling with its search space as JSON, for programs that read what is printed. It is this project's own form of a
 * config, which is that of the hyperdrive service: see docs/decisions/0040.
 */
export function samplingToJson(sampling: HyperparameterSampling): JsonValue {
  return sampling.toWire();
}

/** An early termination policy as JSON, in the same form. */
export function policyToJson(policy: EarlyTerminationPolicy): JsonValue {
  return policy.toWire();
}
