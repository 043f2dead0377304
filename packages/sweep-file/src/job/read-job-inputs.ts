import { isAbsolute, resolve } from 'node:path';
import { isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { JobAssetInput, JobInput, JobInputSource, JobOutput } from '@hyperdrive-run/core/ports';
import { pythonFloatText } from '@hyperdrive-run/core/trial';
import type { FilePath } from '../reader/file-path.js';
import { describeJobValue } from './describe-job-value.js';
import { type JobMap, type JobReader, takesText } from './job-reader.js';
import { lookAtPath } from './look-at-path.js';
import { toText } from './python-values.js';
import { checkName } from './read-job-search-space.js';

/** The datastore that local inputs are uploaded to. */
const usualDatastore = 'workspaceblobstore';

const modes = ['download', 'ro_mount', 'direct'];
const kinds: readonly { readonly types: readonly string[]; readonly modes: readonly string[] }[] = [
  { types: ['uri_file', 'uri_folder'], modes },
  { types: ['custom_model', 'mlflow_model', 'triton_model'], modes },
  { types: ['mltable'], modes: [...modes, 'eval_mount', 'eval_download'] },
];
const types = kinds.flatMap((kind) => kind.types);

/**
 * The inputs of a sweep's trials.
 * @param folder what local paths are relative to
 */
export function readJobInputs(reader: JobReader, root: JobMap, folder: string): ReadonlyMap<string, JobInput> {
  const inputs = new Map<string, JobInput>();
  const given = root.map.has('inputs') ? reader.open(root.map.get('inputs'), ['inputs']) : undefined;
  for (const [name, value] of given?.map ?? []) {
    const path = ['inputs', name];
    checkName(reader, path, name);
    const input = isJsonObject(value) ? readMapping(reader, value, path, folder) : readLiteral(value);
    if (input !== undefined) inputs.set(name, input);
    else if (!isJsonObject(value)) {
      reader.refuse(path, 'text, a number, a boolean or a mapping', describeJobValue(value));
    }
  }
  return inputs;
}

/** By Python's `str()`, as scripts of Azure ML expect it. */
function readLiteral(value: JsonValue): JobInput | undefined {
  if (typeof value === 'string') return { kind: 'literal', value };
  if (typeof value === 'boolean') return { kind: 'literal', value: value ? 'True' : 'False' };
  if (typeof value === 'bigint') return { kind: 'literal', value: String(value) };
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  return isNumber ? { kind: 'literal', value: pythonFloatText(value) } : undefined;
}

/** In `{value: ...}` Azure ML's client takes 0 and 1 for booleans and cuts fractions: what it would send is refused instead. */
function readValueMapping(reader: JobReader, map: JobMap): JobInput | undefined {
  const value = map.map.get('value') ?? null;
  const isChanged = typeof value === 'number' || value === 0n || value === 1n;
  if (isChanged) {
    const got = `${typeof value === 'number' ? pythonFloatText(value) : value}, which Azure ML's client changes in a mapping`;
    reader.refuse([...map.path, 'value'], `${map.path.join('.')} with the number itself`, got);
    return undefined;
  }
  const literal = readLiteral(value);
  if (literal === undefined)
    reader.refuse([...map.path, 'value'], 'text, a number or a boolean', describeJobValue(value));
  return literal;
}

function readMapping(reader: JobReader, value: JsonValue, path: FilePath, folder: string): JobInput | undefined {
  const isValue = isJsonObject(value) && value.has('value');
  const map = reader.open(value, path, isValue ? ['value'] : ['type', 'path', 'mode', 'datastore']);
  if (map === undefined) return undefined;
  return isValue ? readValueMapping(reader, map) : readAsset(reader, map, folder);
}

function readAsset(reader: JobReader, map: JobMap, folder: string): JobAssetInput | undefined {
  const type = map.word('type', types) ?? 'uri_folder';
  const kind = kinds.find((one) => one.types.includes(type));
  // Without a type a mode of tables is taken too.
  const mode = map.word(
    'mode',
    map.map.has('type') ? (kind?.modes ?? modes) : [...modes, 'eval_mount', 'eval_download'],
  );
  const text = map.require(
    'path',
    (path) => (path === '' ? undefined : toText(path)),
    'a path, an address or azureml:NAME:VERSION',
  );
  const datastore = map.text('datastore') ?? usualDatastore;
  if (text === undefined) return undefined;
  const source = toSource(text, { folder, datastore });
  const at = [...map.path, 'path'];
  if (source === undefined) {
    reader.refuse(
      at,
      'a path without : and @, an address, azureml:NAME:VERSION or azureml:NAME@latest',
      JSON.stringify(text),
    );
    return undefined;
  }
  if (source.kind === 'local') checkLocal(reader, { at, text, type, path: source.path });
  return { kind: 'asset', type, source, mode };
}

/** `undefined` for what Azure ML's client takes for an asset without a version, or cannot read. */
function toSource(
  text: string,
  around: { readonly folder: string; readonly datastore: string },
): JobInputSource | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(text)) return { kind: 'uri', uri: text };
  const name = text.replace(/^azureml:/, '');
  if (/^\/subscriptions\/[^/]+\/resourceGroups\//i.test(name)) return { kind: 'uri', uri: name };
  const [, latest] = /^([^:@/]+)@latest$/.exec(name) ?? [];
  if (latest !== undefined) return { kind: 'latest', name: latest };
  const [, own, version] = /^([^:@/]+):([^@/]+)$/.exec(name) ?? [];
  if (own !== undefined && version !== undefined) return { kind: 'version', name: own, version };
  if (isAbsolute(text)) return { kind: 'local', path: text, datastore: around.datastore };
  if (/[:@]/.test(text)) return undefined;
  return { kind: 'local', path: resolve(around.folder, text), datastore: around.datastore };
}

/** What is at the path. Only of an absolute one Azure ML's client compares it with the type; here both are compared. */
function checkLocal(
  reader: JobReader,
  input: { readonly at: FilePath; readonly text: string; readonly type: string; readonly path: string },
): void {
  const found = lookAtPath(input.path);
  const shown = JSON.stringify(input.text);
  if ('reason' in found) {
    reader.refuse(input.at, 'a file or a folder that exists', `${shown}, which ${found.reason}`);
  } else if (!found.isFile() && !found.isDirectory()) {
    reader.refuse(input.at, 'a file or a folder', `${shown}, which is neither, but a device, a pipe or a socket`);
  } else if (input.type === 'uri_folder' && !found.isDirectory()) {
    reader.refuse(input.at, 'a folder, or type: uri_file beside it', `${shown}, which is a file`);
  } else if (input.type === 'uri_file' && !found.isFile()) {
    reader.refuse(input.at, 'a file, or type: uri_folder beside it', `${shown}, which is a folder`);
  }
}

const outputModes = ['mount', 'upload', 'rw_mount', 'direct'];
const outputTypes = ['uri_file', 'uri_folder', 'custom_model', 'mlflow_model', 'mltable', 'triton_model'];

/** The outputs of a sweep's trials; one without a value is a folder. */
export function readJobOutputs(reader: JobReader, root: JobMap): ReadonlyMap<string, JobOutput> {
  const outputs = new Map<string, JobOutput>();
  const given = root.map.has('outputs') ? reader.open(root.map.get('outputs'), ['outputs']) : undefined;
  for (const [name, value] of given?.map ?? []) {
    const path = ['outputs', name];
    checkName(reader, path, name);
    if (value === null) outputs.set(name, { type: 'uri_folder' });
    const map = value === null ? undefined : reader.open(value, path, ['name', 'version', 'mode', 'type', 'path']);
    if (map === undefined) continue;
    if (map.map.has('version') && !map.map.has('name'))
      reader.refuse([...path, 'name'], `${takesText}, as there is a version`, 'missing');
    outputs.set(name, {
      type: map.word('type', outputTypes) ?? 'uri_folder',
      mode: map.word('mode', outputModes),
      path: map.text('path'),
      name: map.text('name'),
      version: map.read('version', toVersion, `${takesText} or a number`),
    });
  }
  return outputs;
}

/** A version may be written as a number: `1.0` stays `1.0`. */
function toVersion(value: JsonValue): string | undefined {
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'number' ? pythonFloatText(value) : toText(value);
}
