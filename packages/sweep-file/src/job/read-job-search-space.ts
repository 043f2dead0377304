import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { JobExpression, JobValue } from '@hyperdrive-run/core/ports';
import type { FilePath } from '../reader/file-path.js';
import { describeJobValue } from './describe-job-value.js';
import { type JobMap, type JobReader, oneOf, takesNumber, takesWhole } from './job-reader.js';
import { toPythonFloat, toPythonInt, toPythonNumber } from './python-values.js';

/** The arguments of each distribution, in the order in which they are sent. */
const argumentsOf = new Map<string, readonly string[]>([
  ['uniform', ['min_value', 'max_value']],
  ['loguniform', ['min_value', 'max_value']],
  ['quniform', ['min_value', 'max_value', 'q']],
  ['qloguniform', ['min_value', 'max_value', 'q']],
  ['normal', ['mu', 'sigma']],
  ['lognormal', ['mu', 'sigma']],
  ['qnormal', ['mu', 'sigma', 'q']],
  ['qlognormal', ['mu', 'sigma', 'q']],
]);

const types = ['choice', 'randint', ...argumentsOf.keys()];

/** Azure ML's names of hyperparameters, inputs and outputs. */
const nameForm = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Refuses a name that Azure ML's client refuses, which it does after its upload. */
export function checkName(reader: JobReader, path: FilePath, name: string): void {
  if (nameForm.test(name)) return;
  reader.refuse(path, 'a name of letters from a to z, digits and _, that begins with no digit', JSON.stringify(name));
}

/** The search space as it is sent: each hyperparameter's distribution with its arguments, numbers in their form. */
export function readJobSearchSpace(reader: JobReader, root: JobMap): ReadonlyMap<string, JobExpression> {
  const space = reader.open(root.map.get('search_space'), ['search_space']);
  const expressions = new Map<string, JobExpression>();
  for (const [name, value] of space?.map ?? []) {
    const path = ['search_space', name];
    checkName(reader, path, name);
    const expression = readExpression(reader, value, path);
    if (expression !== undefined) expressions.set(name, expression);
  }
  return expressions;
}

function readExpression(reader: JobReader, value: JsonValue, path: FilePath): JobExpression | undefined {
  const map = reader.open(value, path);
  const type = map?.require('type', oneOf(types), `one of ${types.join(', ')}`);
  if (map === undefined || type === undefined) return undefined;
  if (type === 'choice') return readChoice(reader, value, path);
  if (type === 'randint') {
    const upper = reader.open(value, path, ['type', 'upper'])?.require('upper', toPythonInt, takesWhole);
    return upper === undefined ? undefined : [type, [upper]];
  }
  const names = argumentsOf.get(type) ?? [];
  const checked = reader.open(value, path, ['type', ...names]);
  const args = names.map((name) => checked?.require(name, toPythonNumber, takesNumber));
  return [type, args.filter((arg) => arg !== undefined)];
}

function readChoice(reader: JobReader, value: JsonValue, path: FilePath): JobExpression | undefined {
  const choice = reader.open(value, path, ['type', 'values']);
  const values = choice?.read('values', (list) => (isJsonArray(list) ? list : undefined), 'a list of values');
  const items = (values ?? []).map((item, index) => readChoiceValue(reader, item, [...path, 'values', index]));
  return ['choice', [items.filter((item) => item !== undefined)]];
}

function readChoiceValue(reader: JobReader, value: JsonValue, path: FilePath): JobValue | undefined {
  if (isJsonObject(value)) return readNested(reader, value, path);
  if (typeof value === 'string' || typeof value === 'bigint') return value;
  const number = toPythonFloat(value);
  if (number === undefined) reader.refuse(path, 'numbers, text or mappings', describeJobValue(value));
  return number;
}

/** In a mapping, values may be distributions again; a text that is a number becomes one there. */
function readNested(
  reader: JobReader,
  map: ReadonlyMap<string, JsonValue>,
  path: FilePath,
): ReadonlyMap<string, JobValue> {
  const nested = new Map<string, JobValue>();
  for (const [key, value] of map) {
    const at = [...path, key];
    const read = isJsonObject(value) ? readExpression(reader, value, at) : (toPythonNumber(value) ?? textOf(value));
    if (read !== undefined) nested.set(key, read);
    else if (!isJsonObject(value)) reader.refuse(at, 'a number, text or a distribution', describeJobValue(value));
  }
  return nested;
}

function textOf(value: JsonValue): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
