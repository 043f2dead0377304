import { expect, it } from 'vitest';
import { readDatastorePath } from './datastore-path.js';

it.each([
  ['azureml://datastores/workspaceblobstore/paths/azureml/j_0/model/', 'workspaceblobstore', 'azureml/j_0/model'],
  ['azureml://subscriptions/s/resourcegroups/g/workspaces/w/datastores/d/paths/a b/c.bin', 'd', 'a b/c.bin'],
  [
    'azureml://subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/datastores/d/paths/a',
    'd',
    'a',
  ],
])('%s is in a datastore', (uri, datastore, path) => {
  expect(readDatastorePath(uri)).toEqual({ datastore, path });
});

it.each(['https://host/container/a', 'azureml://datastores/d/paths/', 'azureml:model:1', ''])('%j is in none', (uri) =>
  expect(readDatastorePath(uri)).toBeUndefined(),
);
