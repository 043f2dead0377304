import { inputVariants, outputs } from './asset-variants.js';
import { samplings, spaces } from './search-variants.js';
import { bounds, objectives, policies } from './strategy-variants.js';
import { environments, trial, trials } from './trial-variants.js';
import type { Variant } from './variant.js';

const rest: readonly Variant[] = [
  ['a type in capitals', { type: 'type: Sweep' }],
  ['no type', { type: '' }],
  ['a key that nobody knows', { owner: 'owner: Ada' }],
  [
    'keys that the service shows',
    { shown: 'id: azureml:x\nstatus: Completed\ncreation_context: { created_by: Ada }\n$schema: https://x' },
  ],
  [
    'all that describes it',
    {
      more: 'name: rose_1\ndisplay_name: Roses\ndescription: How much sun?\nexperiment_name: garden\ntags: { a: b, c: }\nproperties: { p: "1", q: }',
    },
  ],
  ['a description without a value', { more: 'description:' }],
  ['an empty description', { more: 'description: ""' }],
  ['a tag that is a number', { more: 'tags: { year: 2026 }' }],
  ['a tag that is a boolean', { more: 'tags: { done: yes }' }],
  ['a property that is a number', { more: 'properties: { year: 2026 }' }],
  ['a display name that is a number', { more: 'display_name: 5' }],
  ['a name with a blank', { more: 'name: my roses' }],
  ['a compute without its prefix', { compute: 'compute: beds' }],
  [
    'a compute by its ARM id',
    {
      compute:
        'compute: azureml:/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/computes/beds',
    },
  ],
  ['a serverless compute', { compute: 'compute: serverless' }],
  ['no compute', { compute: '' }],
  ['a compute without a value', { compute: 'compute:' }],
  ['a local compute', { compute: 'compute: local' }],
  ['a compute that is a number', { compute: 'compute: 5' }],
  ['as the user', { identity: 'identity: { type: user_identity }' }],
  ['as the user, in camel case', { identity: 'identity: { type: UserIdentity }' }],
  ['as an identity', { identity: 'identity: { type: managed, client_id: c }' }],
  [
    'as an identity with all ids',
    { identity: 'identity: { type: managed_identity, client_id: c, object_id: o, msi_resource_id: m }' },
  ],
  ['with the token of Azure ML', { identity: 'identity: { type: aml_token }' }],
  ['as nobody', { identity: 'identity: { type: root }' }],
  ['a user with an id', { identity: 'identity: { type: user_identity, client_id: c }' }],
  ['a spot queue', { queue: 'queue_settings: { job_tier: Spot, priority: high }' }],
  ['no queue', { queue: 'queue_settings: { job_tier: "null" }' }],
  ['a queue that nobody knows', { queue: 'queue_settings: { job_tier: gold }' }],
  ['an empty queue', { queue: 'queue_settings: {}' }],
  ['a priority that is a number', { queue: 'queue_settings: { priority: 2 }' }],
  [
    'resources of both',
    {
      ...trial('  resources: { instance_count: 1 }'),
      resources: 'resources: { instance_count: 2, instance_type: D2, shm_size: 2g }',
    },
  ],
  ['empty resources', { resources: 'resources: {}' }],
  ['services', { services: 'services: { s: { type: ssh, port: 22 } }' }],
  ['an earlier sweep', { resume: 'resume_from: [x]' }],
  ['a key twice', { twice: 'compute: azureml:other' }],
];

/** Every way in which files differ that one of the clients may refuse. */
export const variants: readonly Variant[] = [
  ...samplings,
  ...spaces,
  ...policies,
  ...bounds,
  ...objectives,
  ...inputVariants,
  ...outputs,
  ...trials,
  ...environments,
  ...rest,
];
