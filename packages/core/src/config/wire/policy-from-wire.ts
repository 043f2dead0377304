import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import {
  BanditPolicy,
  type EarlyTerminationPolicy,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
} from '../model/early-termination.js';
import type { PolicyOptions } from '../model/interval-policy.js';
import { UnknownPolicy } from '../model/unknown-policy.js';

/**
 * Reads a `policy_config`, its name in any case; missing or null is no termination. Bounds are not checked: faults are
 * in `violations`. A name that is not known, or properties that cannot be read, give an {@link UnknownPolicy}.
 */
export function policyFromWire(wire: JsonValue | undefined): EarlyTerminationPolicy {
  if (wire === undefined || wire === null) return new NoTerminationPolicy();
  if (!isJsonObject(wire)) return new UnknownPolicy('', wire);
  const name = wire.get('name');
  if (typeof name !== 'string') return new UnknownPolicy('', wire);
  const properties = wire.get('properties') ?? new Map();
  const policy = isJsonObject(properties) ? readPolicy(name.toLowerCase(), properties) : undefined;
  return policy ?? new UnknownPolicy(name, wire);
}

function readPolicy(name: string, properties: JsonObject): EarlyTerminationPolicy | undefined {
  if (name === 'default') return new NoTerminationPolicy();
  const options = readOptions(properties);
  if (options === undefined) return undefined;
  if (name === 'medianstopping') return new MedianStoppingPolicy(options);
  if (name === 'truncationselection') {
    const truncationPercentage = readNumber(properties, 'truncation_percentage');
    return typeof truncationPercentage === 'number'
      ? new TruncationSelectionPolicy({ ...options, truncationPercentage })
      : undefined;
  }
  if (name !== 'bandit') return undefined;
  const slackFactor = readNumber(properties, 'slack_factor');
  const slackAmount = readNumber(properties, 'slack_amount');
  if (slackFactor === 'unreadable' || slackAmount === 'unreadable') return undefined;
  return new BanditPolicy({ ...options, slackFactor, slackAmount });
}

function readOptions(properties: JsonObject): PolicyOptions | undefined {
  const evaluationInterval = readNumber(properties, 'evaluation_interval');
  const delayEvaluation = readNumber(properties, 'delay_evaluation');
  const excludeFinishedJobs = properties.get('exclude_finished_jobs') ?? undefined;
  if (evaluationInterval === 'unreadable' || delayEvaluation === 'unreadable') return undefined;
  if (excludeFinishedJobs !== undefined && typeof excludeFinishedJobs !== 'boolean') return undefined;
  return { evaluationInterval, delayEvaluation, excludeFinishedJobs, validate: false };
}

/** A number, also one written as text; `undefined` where there is none, or null. */
function readNumber(properties: JsonObject, name: string): number | undefined | 'unreadable' {
  const value = properties.get(name) ?? undefined;
  if (value === undefined || typeof value === 'number') return value;
  const isNumeral = typeof value === 'bigint' || (typeof value === 'string' && value.trim() !== '');
  const number = isNumeral ? Number(value) : Number.NaN;
  return Number.isNaN(number) ? 'unreadable' : number;
}
