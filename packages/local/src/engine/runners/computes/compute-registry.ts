import { BackendError } from '@hyperdrive-run/core';
import { type JsonObject, writeJson } from '@hyperdrive-run/core/json';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import type { TrialRunner } from '../trial-runner.js';
import { type Compute, computeFromJson, computeToJson } from './compute.js';
import type { ComputeEngine, OpenedCompute, RunnerHost } from './compute-engine.js';
import { engineOf } from './compute-engines.js';
import { readComputeFile, writeComputeFile } from './compute-file.js';
import type { ComputeReport } from './compute-report.js';
import { readCompute } from './read-compute.js';

/** The computes that somebody added to a service. */
export interface ComputeRegistry {
  /** In the order in which they were added. */
  list(): readonly Compute[];
  /**
   * @param fields as `computeToJson` writes them
   * @throws InvalidArgumentError, or BackendError with code `refused` where the name is taken
   */
  add(fields: JsonObject, token: string | undefined): Compute;
  /** @throws BackendError with code `refused` where it does not exist, or sweeps that have not ended run on it */
  remove(name: string): Compute;
  /** @throws BackendError with code `refused` where it does not exist, and as {@link ComputeEngine.check} says */
  check(name: string, options: CallOptions): Promise<ComputeReport>;
  /** A runner for each. The runner of a compute is the same one each time. */
  runners(): readonly TrialRunner[];
}

/** What a registry is made from. */
export interface ComputeRegistryOptions {
  /** The service's folder, in which the computes are kept. */
  readonly folder: string;
  readonly engines: readonly ComputeEngine[];
  readonly host: RunnerHost;
  /** Whether sweeps that have not ended run on a compute. */
  readonly isUsed: (name: string) => boolean;
}

/** Opens the registry of a service. It reads its file whenever it is asked: another process may have added to it. */
export function openComputeRegistry({ folder, engines, host, isUsed }: ComputeRegistryOptions): ComputeRegistry {
  const runners = new Map<string, TrialRunner>();

  function opened(): readonly (OpenedCompute & { readonly engine: ComputeEngine })[] {
    return readComputeFile(folder).flatMap(({ fields, token }) => {
      const compute = computeFromJson(fields);
      const engine = compute && engineOf(engines, compute.uri);
      return compute === undefined || engine === undefined ? [] : [{ compute, token, engine }];
    });
  }

  function find(name: string): OpenedCompute & { readonly engine: ComputeEngine } {
    const found = opened().find(({ compute }) => compute.name === name);
    if (found !== undefined) return found;
    const names = opened().map(({ compute }) => compute.name);
    const known = names.length === 0 ? 'none was added yet' : `it has ${names.join(', ')}`;
    throw new BackendError({
      code: 'refused',
      message: `The service has no compute ${JSON.stringify(name)}: ${known}.`,
      hint: 'Name one that exists, or add it: hyperdrive compute add NAME URI.',
    });
  }

  function runnerOf({ compute, token, engine }: OpenedCompute & { readonly engine: ComputeEngine }): TrialRunner {
    // Runners keep what they learned of their cluster; one that was removed and added anew is another one.
    const id = writeJson([computeToJson(compute), token ?? null]);
    const runner = runners.get(id) ?? engine.createRunner({ compute, token }, host);
    runners.set(id, runner);
    return runner;
  }

  return {
    list: () => opened().map(({ compute }) => compute),
    add(fields, token) {
      const compute = readCompute(fields, engines, token);
      if (readComputeFile(folder).some(({ fields: other }) => other.get('name') === compute.name)) {
        throw new BackendError({
          code: 'refused',
          message: `The service has a compute ${compute.name} already.`,
          hint: 'Remove it first, or choose another name.',
        });
      }
      writeComputeFile(folder, [...readComputeFile(folder), { fields: computeToJson(compute), token }]);
      return compute;
    },
    remove(name) {
      const { compute } = find(name);
      if (isUsed(name)) {
        throw new BackendError({
          code: 'refused',
          message: `Sweeps that have not ended run on the compute ${name}.`,
          hint: 'Cancel them, or wait until they have ended.',
        });
      }
      writeComputeFile(
        folder,
        readComputeFile(folder).filter(({ fields }) => fields.get('name') !== name),
      );
      return compute;
    },
    async check(name, options) {
      const { engine, ...found } = find(name);
      return engine.check(found, host, options);
    },
    runners: () => opened().map(runnerOf),
  };
}
