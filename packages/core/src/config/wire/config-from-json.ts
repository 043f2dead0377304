import type { JsonValue } from '../../json/json-value.js';
import type { EarlyTerminationPolicy } from '../model/early-termination.js';
import type { HyperparameterSampling } from '../model/sampling.js';
import { policyFromWire } from './policy-from-wire.js';
import { samplingFromWire } from './sampling-from-wire.js';

/** Reads what `samplingToJson` wrote. Nothing is checked: faults are in `violations`, what is not known is kept. */
export function samplingFromJson(json: JsonValue | undefined): HyperparameterSampling {
  return samplingFromWire(json);
}

/** Reads what `policyToJson` wrote. Nothing is checked: faults are in `violations`, what is not known is kept. */
export function policyFromJson(json: JsonValue | undefined): EarlyTerminationPolicy {
  return policyFromWire(json);
}
