import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import { type Child, childFromJson, childToJson } from './child.js';
import { listOf, objectOf, requireObject, textOf, toFields } from './json-fields.js';

/** A trial with what only its own page shows. */
export interface TrialDetails {
  readonly child: Child;
  readonly displayName: string | undefined;
  /** The message of the error that it failed with. */
  readonly error: string | undefined;
  readonly cancellationReason: string | undefined;
  /** What the service's queue says while the trial waits. */
  readonly queueMessage: string | undefined;
  /** The name of the compute or target that it runs on, where the service names one. */
  readonly target: string | undefined;
  /** Its log files; `undefined` where the backend keeps no logs. */
  readonly logFiles: readonly string[] | undefined;
  /** The address of the service's own page about it. */
  readonly portalUrl: string | undefined;
  readonly properties: ReadonlyMap<string, string>;
}

/** Writes a trial. */
export function trialDetailsToJson(trial: TrialDetails): JsonObject {
  const { displayName, error, cancellationReason, queueMessage, target, logFiles, portalUrl } = trial;
  const texts = { displayName, error, cancellationReason, queueMessage, target, portalUrl };
  return toFields({
    child: childToJson(trial.child),
    ...texts,
    logFiles,
    properties: new Map(trial.properties),
  });
}

/** Reads what `trialDetailsToJson` wrote. @throws Error where it is no object */
export function trialDetailsFromJson(json: JsonValue): TrialDetails {
  const fields = requireObject(json, 'a trial');
  const properties = [...(objectOf(fields, 'properties') ?? [])];
  return {
    child: childFromJson(fields.get('child') ?? null),
    displayName: textOf(fields, 'displayName'),
    error: textOf(fields, 'error'),
    cancellationReason: textOf(fields, 'cancellationReason'),
    queueMessage: textOf(fields, 'queueMessage'),
    target: textOf(fields, 'target'),
    logFiles:
      (fields.get('logFiles') ?? null) === null
        ? undefined
        : listOf(fields, 'logFiles').filter((name) => typeof name === 'string'),
    portalUrl: textOf(fields, 'portalUrl'),
    properties: new Map(properties.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
  };
}
