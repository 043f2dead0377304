import { describe, expect, it } from 'vitest';
import { cloudCredential } from './cloud-credential.js';

const tail = '/subscriptions/s/resourceGroups/g/workspaces/w';

describe('who asks a service in the cloud', () => {
  it('is the token of the environment, wherever it goes', () => {
    for (const backend of [`azureml://westeurope${tail}`, `azureml+http://127.0.0.1:1${tail}`]) {
      expect(cloudCredential(backend, { HYPERDRIVE_TOKEN: 'mine' })).toBe('mine');
    }
  });

  it.each([
    [`azureml://westeurope${tail}`],
    [`azureml://westeurope.api.azureml.ms/mlflow/v1.0${tail}`],
    [`azureml+https://westeurope.api.azureml.ms${tail}`],
    [`azureml+https://usgovvirginia.api.ml.azure.us${tail}`],
  ])('is whoever is signed in with az login at %s', (backend) => {
    expect(cloudCredential(backend, { HYPERDRIVE_TOKEN: '' })).toHaveProperty('getToken');
  });

  it('is whoever is signed in with az login where the address of Azure Resource Manager is named', () => {
    const backend = `azureml+https://westeurope.workspace.azure.example${tail}`;
    expect(cloudCredential(backend, {}, 'https://management.azure.example')).toHaveProperty('getToken');
  });

  it.each([
    ['local'],
    ['mlflow+https://mlflow.example'],
    [`azureml+http://127.0.0.1:8080${tail}`],
    [`azureml+https://example.org${tail}`],
    [`azureml+http://westeurope.api.azureml.ms${tail}`],
    [`azureml://evil.example/mlflow/v1.0${tail}`],
    [`azureml+https://azureml.ms.evil.example${tail}`],
    [`azureml+https://x.api.azureml.ms@evil.example${tail}`],
    [`azureml+https://evil.example/x.api.azureml.ms${tail}`],
  ])('is nobody at %s', (backend) => {
    expect(cloudCredential(backend, {})).toBeUndefined();
  });
});
