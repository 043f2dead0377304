import type {
  JobDistribution,
  JobIdentity,
  JobQueueSettings,
  JobResources,
  JobValue,
} from '@hyperdrive-run/core/ports';
import { type Accept, type JobMap, type JobReader, takesText, takesWhole, toTexts } from './job-reader.js';
import { toJobValue, toPythonInt, toText } from './python-values.js';

const resourceKeys = [
  'instance_count',
  'instance_type',
  'properties',
  'locations',
  'shm_size',
  'max_instance_count',
  'docker_args',
];

/** The machines of a trial. */
export function readJobResources(around: JobMap): JobResources | undefined {
  const map = around.open('resources', resourceKeys);
  if (map === undefined) return undefined;
  return {
    instanceCount: map.read('instance_count', toPythonInt, takesWhole),
    instanceType: map.text('instance_type'),
    maxInstanceCount: map.read('max_instance_count', toPythonInt, takesWhole),
    locations: map.read('locations', toTexts, 'a list of texts'),
    properties: readValues(map, 'properties'),
    dockerArgs: map.read('docker_args', (value) => toText(value) ?? toTexts(value), 'text, or a list of texts'),
    shmSize: map.text('shm_size'),
  };
}

/** A mapping of whatever is JSON. */
export function readValues(around: JobMap, key: string): ReadonlyMap<string, JobValue> {
  const toMap: Accept<ReadonlyMap<string, JobValue>> = (value) => {
    const read = toJobValue(value);
    return read instanceof Map ? read : undefined;
  };
  return around.read(key, toMap, 'a mapping') ?? new Map();
}

/** What each kind of distribution can be told, with how it is read. */
const distributions = new Map<string, ReadonlyMap<string, Accept<JobValue>>>([
  ['pytorch', new Map([['process_count_per_instance', toPythonInt]])],
  ['mpi', new Map([['process_count_per_instance', toPythonInt]])],
  [
    'tensorflow',
    new Map([
      ['parameter_server_count', toPythonInt],
      ['worker_count', toPythonInt],
    ]),
  ],
  [
    'ray',
    new Map<string, Accept<JobValue>>([
      ['port', toPythonInt],
      ['address', toText],
      ['include_dashboard', toBoolean],
      ['dashboard_port', toPythonInt],
      ['head_node_additional_args', toText],
      ['worker_node_additional_args', toText],
    ]),
  ],
]);

/** How a trial spreads over processes. */
export function readJobDistribution(reader: JobReader, trial: JobMap): JobDistribution | undefined {
  if (!trial.map.has('distribution')) return undefined;
  const path = [...trial.path, 'distribution'];
  const given = trial.map.get('distribution');
  const map = reader.open(given, path);
  const names = [...distributions.keys()];
  if (map?.map.has('type') === false) reader.refuse([...path, 'type'], `one of ${names.join(', ')}`, 'missing');
  const type = map?.word('type', names);
  const accepts = type === undefined ? undefined : distributions.get(type);
  if (type === undefined || accepts === undefined) return undefined;
  const checked = reader.open(given, path, ['type', ...accepts.keys()]);
  const settings = new Map<string, JobValue>();
  for (const [key, accept] of accepts) {
    const takes = accept === toPythonInt ? takesWhole : accept === toBoolean ? 'true or false' : takesText;
    const value = checked?.read(key, accept, takes);
    if (value !== undefined) settings.set(key, value);
  }
  return { type, settings };
}

function toBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

const identityTypes = ['user_identity', 'aml_token', 'managed', 'managed_identity'] as const;

/** As whom trials run. */
export function readJobIdentity(reader: JobReader, root: JobMap): JobIdentity | undefined {
  if (!root.map.has('identity')) return undefined;
  const given = root.map.get('identity');
  const path = ['identity'];
  const map = reader.open(given, path);
  if (map?.map.has('type') === false)
    reader.refuse(['identity', 'type'], `one of ${identityTypes.join(', ')}`, 'missing');
  const type = map?.word('type', identityTypes, 'snake');
  if (type === undefined) return undefined;
  const isManaged = type === 'managed' || type === 'managed_identity';
  // Azure ML's client also knows msi_resource_id, and fails at it.
  const own = isManaged ? ['client_id', 'object_id'] : [];
  const checked = reader.open(given, path, ['type', ...own]);
  if (!isManaged) return { type };
  return {
    type: 'managed',
    clientId: checked?.text('client_id'),
    objectId: checked?.text('object_id'),
  };
}

/** How urgent the job is. */
export function readJobQueue(around: JobMap): JobQueueSettings | undefined {
  const map = around.open('queue_settings', ['job_tier', 'priority']);
  return (
    map && {
      jobTier: map.word('job_tier', ['spot', 'basic', 'standard', 'premium', 'null']),
      priority: map.word('priority', ['low', 'medium', 'high']),
    }
  );
}
