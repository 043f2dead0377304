import { resolve } from 'node:path';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import type { JobCode, JobInput, JobTrial, SweepJob } from '@hyperdrive-run/core/ports';
import type { FileReader } from '../reader/file-reader.js';
import { readSingleBraces } from '../trial/single-braces.js';
import { defaultExperimentName } from './default-experiment-name.js';
import { describeJobValue } from './describe-job-value.js';
import { createJobReader, type JobMap, type JobReader } from './job-reader.js';
import { lookAtPath } from './look-at-path.js';
import { toText } from './python-values.js';
import { readJobEnvironment } from './read-job-environment.js';
import { readJobInputs, readJobOutputs } from './read-job-inputs.js';
import {
  readJobDistribution,
  readJobIdentity,
  readJobQueue,
  readJobResources,
  readValues,
} from './read-job-placement.js';
import { readJobSearchSpace } from './read-job-search-space.js';
import { readJobLimits, readJobObjective, readJobPolicy, readJobSampling } from './read-job-strategy.js';

/** Folders that a job is read with. */
export interface JobSurroundings {
  /** The file's: what paths in it are relative to. */
  readonly folder: string;
  /** Where it is submitted from: its name is the experiment's, where the file names none. */
  readonly currentFolder: string;
}

/** Keys that the service writes when it shows a job: taken in a file, and passed over. */
const shownKeys = ['$schema', 'id', 'status', 'creation_context', 'log_files'];

const rootKeys = [
  ...shownKeys,
  'type',
  'name',
  'display_name',
  'description',
  'experiment_name',
  'tags',
  'properties',
  'services',
  'compute',
  'identity',
  'trial',
  'inputs',
  'outputs',
  'sampling_algorithm',
  'search_space',
  'objective',
  'early_termination',
  'limits',
  'queue_settings',
  'resources',
];

/**
 * Reads a sweep file as the job that Azure ML is to run, and refuses what Azure ML's own client (azure-ai-ml 1.35.2) refuses:
 * before its upload, and after it. What the file says wrongly is collected by the reader of the file.
 * @param value the file, read as YAML 1.1
 */
export function readSweepJob(file: FileReader, value: JsonObject, around: JobSurroundings): SweepJob {
  const reader = createJobReader(file);
  const root = reader.open(value, [], rootKeys) ?? emptyMap(reader);
  const type = root.map.get('type');
  if (typeof type !== 'string' || type !== 'sweep')
    reader.refuse(['type'], 'sweep', type === undefined ? 'missing' : describeJobValue(type));
  const inputs = readJobInputs(reader, root, around.folder);
  checkServices(reader, root);
  return {
    name: root.read('name', (name) => (isJobName(name) ? toText(name) : undefined), takesName),
    displayName: root.text('display_name'),
    description: root.text('description'),
    experimentName: root.text('experiment_name') ?? defaultExperimentName(around.currentFolder),
    tags: readTexts(reader, root, 'tags'),
    properties: readTexts(reader, root, 'properties'),
    compute: readCompute(reader, root),
    trial: readTrial(reader, root, { ...around, inputs }),
    inputs,
    outputs: readJobOutputs(reader, root),
    searchSpace: readJobSearchSpace(reader, root),
    sampling: readJobSampling(reader, root),
    policy: readJobPolicy(reader, root),
    objective: readJobObjective(reader, root),
    limits: readJobLimits(reader, root),
    resources: readJobResources(root),
    identity: readJobIdentity(reader, root),
    queueSettings: readJobQueue(root),
  };
}

function emptyMap(reader: JobReader): JobMap {
  const map = reader.open(new Map(), []);
  if (map === undefined) throw new TypeError('A mapping was not read as one.');
  return map;
}

const takesName = 'a name of 1 to 255 letters, digits, _ and -, that begins with a letter or a digit';

/** The service's rule for ids of jobs, which it says in its refusals; the client sends whatever it is given. */
function isJobName(value: JsonValue): boolean {
  return typeof value === 'string' && /^[a-zA-Z0-9][\w-]{0,254}$/.test(value);
}

function readTexts(reader: JobReader, root: JobMap, key: string): ReadonlyMap<string, string | null> {
  const texts = new Map<string, string | null>();
  const map = root.map.has(key) ? reader.open(root.map.get(key), [key]) : undefined;
  for (const [name, value] of map?.map ?? []) {
    if (value === null || typeof value === 'string') texts.set(name, value);
    else reader.refuse([key, name], 'text, in quotes where it looks like a number', describeJobValue(value));
  }
  return texts;
}

/** Services are not part of a sweep's request: here they only have to be mappings. */
function checkServices(reader: JobReader, root: JobMap): void {
  const services = root.map.has('services') ? reader.open(root.map.get('services'), ['services']) : undefined;
  for (const [name, service] of services?.map ?? []) reader.open(service, ['services', name]);
}

/** A name, with or without `azureml:`, or an ARM id. */
function readCompute(reader: JobReader, root: JobMap): string | undefined {
  const text = root.read('compute', (value) => toText(value) || undefined, 'the name of a compute, as in azureml:NAME');
  if (text?.toLowerCase() === 'local') {
    reader.refuse(
      ['compute'],
      'a compute of the workspace, as in azureml:NAME: its sweeps do not run on local',
      JSON.stringify(text),
    );
  }
  return text?.replace(/^azureml:/, '') || undefined;
}

const trialKeys = [
  '$schema',
  'command',
  'code',
  'environment',
  'environment_variables',
  'resources',
  'distribution',
  'queue_settings',
];

function readTrial(
  reader: JobReader,
  root: JobMap,
  around: JobSurroundings & { readonly inputs: ReadonlyMap<string, JobInput> },
): JobTrial {
  const trial = reader.open(root.map.get('trial'), ['trial'], trialKeys) ?? { ...emptyMap(reader), path: ['trial'] };
  const isThere = root.map.has('trial') && trial.map.size > 0;
  const command = isThere ? (trial.require('command', toText, 'a command line') ?? '') : '';
  readJobQueue(trial);
  checkInputsOfCommand(reader, readSingleBraces(command).command, around.inputs);
  return {
    command: readSingleBraces(command).command,
    code: readCode(reader, trial, around.folder),
    environment: isThere ? readJobEnvironment(reader, trial, around.folder) : { kind: 'reference', id: '' },
    environmentVariables: readValues(trial, 'environment_variables'),
    distribution: readJobDistribution(reader, trial),
    resources: readJobResources(trial),
  };
}

/** By the same expressions as Azure ML's client: names in brackets that close right after are optional. */
function checkInputsOfCommand(reader: JobReader, command: string, inputs: ReadonlyMap<string, JobInput>): void {
  const optional = new Set([...command.matchAll(/\[[\w.\s-]*\$\{\{inputs\.([\w.-]+)\}\}\]/g)].map(([, name]) => name));
  for (const [, name = ''] of command.matchAll(/\$\{\{inputs\.([\w.-]+)\}\}/g)) {
    if (inputs.has(name) || optional.has(name)) continue;
    reader.refuse(
      ['trial', 'command'],
      'only inputs that the file has',
      `a command with \${{inputs.${name}}}, which is no input`,
    );
  }
}

const takesCode = 'a folder or a file that exists, or the ARM id of code, as in azureml:/subscriptions/…/codes/…';

function readCode(reader: JobReader, trial: JobMap, folder: string): JobCode | undefined {
  const text = trial.read('code', (value) => toText(value), takesCode);
  if (text === undefined) return undefined;
  const [, id] = /^azureml:(\/subscriptions\/.*\/codes\/[^/]+\/versions\/[^/]+)$/is.exec(text) ?? [];
  if (id !== undefined) return { kind: 'reference', id };
  const path = resolve(folder, text);
  const found = lookAtPath(path);
  if ('reason' in found) {
    reader.refuse([...trial.path, 'code'], takesCode, `${JSON.stringify(text)}, which ${found.reason}`);
  }
  return { kind: 'local', path };
}
