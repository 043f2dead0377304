import { BackendError } from '@hyperdrive-run/core';
import { isJsonArray, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { type Compute, computeFromJson, computeToJson } from '../engine/runners/computes/compute.js';
import { type ComputeReport, reportFromJson } from '../engine/runners/computes/compute-report.js';
import { hiddenToken } from '../engine/runners/computes/hidden-token.js';
import { localPath } from '../server/route-paths.js';
import { type AskedService, askService } from './ask-service.js';

const path = `${localPath}/computes`;

/** A compute with the token of its engine, where that asks for one. */
export interface ComputeToAdd extends CallOptions {
  readonly compute: Compute;
  readonly token?: string | undefined;
}

/** What a client asks about computes. Errors are those of `LocalServiceClient`. */
export interface ComputeCalls {
  /** The computes beyond the service's machine, in the order in which they were added. */
  computes(options?: CallOptions): Promise<readonly Compute[]>;
  /**
   * Adds a compute. The service checks it and keeps its token, which it never shows.
   * @throws InvalidArgumentError also, by the name of the option that is not right
   */
  addCompute(compute: ComputeToAdd): Promise<Compute>;
  /** Removes a compute that no sweep runs on. Answers what it was. */
  removeCompute(name: string, options?: CallOptions): Promise<Compute>;
  /** Looks whether trials can run on a compute. */
  checkCompute(name: string, options?: CallOptions): Promise<ComputeReport>;
}

/** The client's calls about computes. */
export function computeCalls(service: AskedService): ComputeCalls {
  const pathOf = (name: string, what: string): string => `${path}/${encodeURIComponent(name)}/${what}`;
  return {
    async computes({ signal } = {}) {
      const found = (await askService(service, { method: 'GET', path, signal })).get('computes');
      return isJsonArray(found) ? found.map(toCompute) : [];
    },
    async addCompute({ compute, token, signal }) {
      const body: JsonObject = new Map<string, JsonValue>([
        ['compute', computeToJson(compute)],
        ...(token === undefined ? [] : [['token', token] as const]),
      ]);
      const fields = new Map([...computeToJson(compute), ['token', hiddenToken] as const]);
      return toCompute(await askService(service, { method: 'POST', path, body, fields, signal }));
    },
    async removeCompute(name, { signal } = {}) {
      return toCompute(await askService(service, { method: 'POST', path: pathOf(name, 'remove'), signal }));
    },
    async checkCompute(name, { signal } = {}) {
      const asked = { method: 'POST', path: pathOf(name, 'check'), isLook: true, signal } as const;
      return reportFromJson(await askService(service, asked));
    },
  };
}

function toCompute(json: JsonValue): Compute {
  const compute = computeFromJson(json);
  if (compute !== undefined) return compute;
  throw new BackendError({
    code: 'unexpected-answer',
    message: 'The local service answered with something that is no compute.',
    hint: 'Update the service: it may be of another version than this client.',
  });
}
