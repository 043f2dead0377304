import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** What the engine remembers of a trial. */
export interface TrialState {
  /** The name of its runner. `undefined` on trials of before runners had names: the first. */
  readonly runner?: string | undefined;
  /** By which its runner finds the job again: stored before it is started. */
  readonly handle?: JsonObject | undefined;
  /** The address under which the trial reaches the service. */
  readonly serviceAddress?: string | undefined;
  /** Whether the handle was stored before anything was prepared under it: the trial may be Preparing still, or run. */
  readonly isReserved?: boolean | undefined;
}

export function trialStateToJson(state: TrialState): JsonObject {
  return new Map<string, JsonValue>([
    ['kind', 'trial'],
    ['runner', state.runner ?? null],
    ['handle', state.handle ?? null],
    ['serviceAddress', state.serviceAddress ?? null],
    ...(state.isReserved === true ? [['isReserved', true] as const] : []),
  ]);
}

/** Reads the form of earlier versions too, which had one runner and kept what is its handle now by itself. */
export function trialStateFromJson(json: JsonObject | undefined): TrialState {
  const [runner, handle, serviceAddress] = [json?.get('runner'), json?.get('handle'), json?.get('serviceAddress')];
  const launchId = json?.get('launchId');
  const formerHandle = typeof launchId === 'string' ? new Map([['launchId', launchId]]) : undefined;
  return {
    runner: typeof runner === 'string' ? runner : undefined,
    handle: isJsonObject(handle) ? handle : formerHandle,
    serviceAddress: typeof serviceAddress === 'string' ? serviceAddress : undefined,
    isReserved: json?.get('isReserved') === true,
  };
}
