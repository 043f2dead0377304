import { InvalidArgumentError } from '@hyperdrive-run/core';
import { isJsonArray, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { Compute } from './compute.js';
import type { ComputeEngine } from './compute-engine.js';
import { engineOf } from './compute-engines.js';
import { hiddenToken } from './hidden-token.js';

/** What a compute's JSON may contain. */
const known = ['name', 'uri', 'cpus', 'gpus', 'memoryBytes', 'sharedFolder', 'setup'];

/** The name of this machine's own compute, which nobody adds. */
const namesOfThisMachine = ['local'];

const nameForm = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/;

/**
 * Reads a compute that somebody adds, and checks it as strictly as any option.
 * @param token of the cluster's engine, where one was given
 * @throws InvalidArgumentError
 */
export function readCompute(fields: JsonObject, engines: readonly ComputeEngine[], token?: string): Compute {
  for (const option of fields.keys()) {
    if (!known.includes(option)) {
      throw new InvalidArgumentError({
        option,
        got: fields.get(option),
        takes: `nothing: a compute has ${known.join(', ')}`,
      });
    }
  }
  const name = nameOf(fields);
  const uri = fields.get('uri');
  const forms = engines.map(({ addressForm }) => addressForm).join(' or ');
  const engine = typeof uri === 'string' ? engineOf(engines, uri) : undefined;
  if (typeof uri !== 'string' || engine === undefined) {
    throw new InvalidArgumentError({ option: 'uri', got: uri, takes: forms });
  }
  const compute: Compute = {
    name,
    uri,
    resources: {
      cpus: wholeNumber(fields, 'cpus', 1),
      gpus: wholeNumber(fields, 'gpus', 0),
      memoryBytes: wholeNumber(fields, 'memoryBytes', 1),
    },
    sharedFolder: absolutePath(fields, 'sharedFolder'),
    setup: linesOf(fields, 'setup'),
  };
  if (token !== undefined && engine.withoutToken !== undefined) {
    throw new InvalidArgumentError({
      option: 'token',
      got: hiddenToken,
      takes: `nothing: ${engine.withoutToken}`,
      hint: 'Leave the token out.',
    });
  }
  const fault = engine.findFault(compute);
  if (fault === undefined) return compute;
  throw new InvalidArgumentError({ ...fault, got: fields.get(fault.option) });
}

function nameOf(fields: JsonObject): string {
  const got = fields.get('name');
  if (typeof got === 'string' && namesOfThisMachine.includes(got)) {
    throw new InvalidArgumentError({ option: 'name', got, takes: `another name: ${got} is this machine` });
  }
  if (typeof got === 'string' && nameForm.test(got)) return got;
  const takes = 'up to 63 letters, digits, _ and -, a letter or a digit first';
  throw new InvalidArgumentError({ option: 'name', got, takes });
}

function wholeNumber(fields: JsonObject, option: string, least: number): number | undefined {
  const got = fields.get(option);
  if (got === undefined) return undefined;
  if (typeof got === 'number' && Number.isSafeInteger(got) && got >= least) return got;
  throw new InvalidArgumentError({ option, got, takes: `a whole number of at least ${least}` });
}

function absolutePath(fields: JsonObject, option: string): string | undefined {
  const got = fields.get(option);
  if (got === undefined) return undefined;
  if (typeof got === 'string' && got.startsWith('/') && !got.includes('\0')) return got;
  throw new InvalidArgumentError({ option, got, takes: 'the absolute path of a folder' });
}

function linesOf(fields: JsonObject, option: string): readonly string[] {
  const got = fields.get(option) ?? [];
  const lines: readonly JsonValue[] = isJsonArray(got) ? got : [got];
  return lines.map((line) => {
    if (typeof line === 'string' && line.trim() !== '' && !/[\0\r\n]/.test(line)) return line;
    throw new InvalidArgumentError({ option, got: line, takes: 'lines of sh, one a value' });
  });
}
