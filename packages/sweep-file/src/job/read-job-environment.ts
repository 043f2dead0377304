import { isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { JobEnvironment, JobInlineEnvironment } from '@hyperdrive-run/core/ports';
import { readText } from '../reader/read-file-text.js';
import { toLocalPath } from '../trial/read-path.js';
import { readYaml } from '../yaml/yaml-source.js';
import { describeJobValue } from './describe-job-value.js';
import type { JobMap, JobReader } from './job-reader.js';
import { readValues } from './read-job-placement.js';
import { toPythonYaml } from './to-python-yaml.js';

const takesReference =
  'azureml:NAME:VERSION, azureml:NAME@latest, an ARM id, one of a registry, or a mapping with an image';

/**
 * What trials run in. Registries' and curated environments are not looked up by anyone before the service.
 * @param folder what a conda file's path is relative to
 */
export function readJobEnvironment(reader: JobReader, trial: JobMap, folder: string): JobEnvironment {
  const placeholder: JobEnvironment = { kind: 'reference', id: '' };
  const path = [...trial.path, 'environment'];
  const value = trial.map.get('environment');
  if (value === undefined) {
    reader.refuse(path, takesReference, 'missing');
    return placeholder;
  }
  if (typeof value === 'string') {
    const reference = toReference(value);
    if (reference === undefined) reader.refuse(path, takesReference, JSON.stringify(value));
    return reference ?? placeholder;
  }
  if (!isJsonObject(value)) {
    reader.refuse(path, takesReference, describeJobValue(value));
    return placeholder;
  }
  if (value.has('build')) {
    reader.refuse(path, takesReference, 'one that is built from a folder, which is not supported');
    return placeholder;
  }
  return readInline(reader, value, path, folder) ?? placeholder;
}

/** `undefined` for what Azure ML's client takes for no environment, before its upload or after it. */
function toReference(text: string): JobEnvironment | undefined {
  if (/^azureml:(?:\/\/registries\/[^/]+\/[^/]+\/[^/]+\/versions\/[^/]+|AzureML-)/.test(text)) {
    return { kind: 'reference', id: text };
  }
  if (text.startsWith('azureml://registries/')) return { kind: 'reference', id: text };
  const name = /^azureml:(.+)$/s.exec(text)?.[1];
  if (name === undefined) return undefined;
  if (/^\/subscriptions\/[^/]+\/resourceGroups\/.*\/environments\/[^/]+\/versions\/[^/]+$/i.test(name)) {
    return { kind: 'reference', id: name };
  }
  if (name.includes('/')) return undefined;
  const [, latest] = /^([^:@]+)@latest$/.exec(name) ?? [];
  if (latest !== undefined) return { kind: 'latest', name: latest };
  const [, own, version] = /^([^:@]+):([^@]+)$/.exec(name) ?? [];
  return own === undefined || version === undefined ? undefined : { kind: 'version', name: own, version };
}

const inlineKeys = [
  'image',
  'conda_file',
  'os_type',
  'description',
  'tags',
  // Taken, and not sent: the environment is anonymous.
  'name',
  'version',
  'id',
  'latest_version',
  'creation_context',
];

function readInline(
  reader: JobReader,
  value: JsonValue,
  path: JobMap['path'],
  folder: string,
): JobInlineEnvironment | undefined {
  const map = reader.open(value, path, inlineKeys);
  if (map === undefined) return undefined;
  const image = map.require(
    'image',
    (text) => (typeof text === 'string' && text !== '' ? text : undefined),
    'the name of an image',
  );
  const tags = map.map.has('tags') ? readValues(map, 'tags') : undefined;
  return {
    kind: 'inline',
    image: image ?? '',
    condaFile: readCondaFile(reader, map, folder),
    osType: map.word('os_type', ['linux', 'windows']),
    description: map.text('description'),
    tags: tags === undefined || tags.size === 0 ? undefined : tags,
  };
}

const takesConda = 'the path of a conda file, or its content as a mapping';

function readCondaFile(reader: JobReader, map: JobMap, folder: string): string | undefined {
  const content = map.read(
    'conda_file',
    (value) => (isJsonObject(value) || typeof value === 'string' ? value : undefined),
    takesConda,
  );
  if (content === undefined) return undefined;
  if (typeof content !== 'string') return content.size === 0 ? undefined : toPythonYaml(content);
  const path = [...map.path, 'conda_file'];
  const at = toLocalPath(content, folder);
  const read = at === undefined ? { reason: 'is not on this machine' } : readText(at);
  if ('reason' in read) {
    reader.refuse(path, takesConda, `${JSON.stringify(content)}, which ${read.reason}`);
    return undefined;
  }
  const source = readYaml(read.text, '1.1');
  const [problem] = source.problems;
  if (problem !== undefined || !isJsonObject(source.value)) {
    reader.refuse(path, takesConda, `${JSON.stringify(content)}, which is ${problem?.got ?? 'no mapping'}`);
    return undefined;
  }
  return source.value.size === 0 ? undefined : toPythonYaml(source.value);
}
