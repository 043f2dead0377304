import { InvalidArgumentError } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { isMlflowUri, parseMlflowUri } from './parse-mlflow-uri.js';

const workspace = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';

describe('parseMlflowUri', () => {
  it('reads the address of a server, with its prefix and the experiment', () => {
    expect(parseMlflowUri('mlflow+http://127.0.0.1:5000')).toEqual({
      address: 'http://127.0.0.1:5000',
      flavor: 'open-source',
      experimentName: undefined,
    });
    expect(parseMlflowUri('mlflow+https://host/team/?experiment=a%20b')).toEqual({
      address: 'https://host/team',
      flavor: 'open-source',
      experimentName: 'a b',
    });
  });

  it.each([
    `azureml://eu.api.azureml.ms/mlflow/v1.0/${workspace}`,
    `https://eu.api.azureml.ms/mlflow/v1.0/${workspace}/`,
    `mlflow+https://eu.api.azureml.ms/mlflow/v2.0/${workspace}`,
  ])('reads the tracking URI of an Azure ML workspace: %s', (uri) => {
    expect(isMlflowUri(uri)).toBe(true);
    expect(parseMlflowUri(`${uri}?experiment=iris`)).toEqual({
      address: `https://eu.api.azureml.ms/mlflow/v2.0/${workspace}`,
      flavor: 'azure-ml',
      experimentName: 'iris',
    });
  });

  it.each([
    ['mlflow://host', 'neither mlflow+https:// nor mlflow+http://'],
    ['mlflow+ftp://host', 'neither mlflow+https:// nor mlflow+http://'],
    ['mlflow+http://', 'The host is missing'],
    ['mlflow+http://ada:secret@host', 'pass them as credential'],
    ['mlflow+http://host#x', 'fragment'],
    ['mlflow+http://host?token=secret', 'only experiment is'],
    ['mlflow+http://host?experiment=', 'empty'],
    ['mlflow+http://host?experiment=a&experiment=b', 'twice'],
    ['azureml://eu.api.azureml.ms/mlflow/v1.0/nothing', 'subscriptions, resourceGroups and workspaces'],
  ])('says what is wrong with %s, and shows no secret', (uri, hint) => {
    const parse = (): unknown => parseMlflowUri(uri);
    expect(parse).toThrow(InvalidArgumentError);
    expect(parse).toThrow(expect.objectContaining({ hint: expect.stringContaining(hint) }));
    expect(parse).not.toThrow('secret');
  });

  it.each(['azureml://westeurope/subscriptions/s', 'azureml+http://host/mlflow/v1.0/x', 'https://host', 'mlflows://x'])(
    'leaves %s to others',
    (uri) => {
      expect(isMlflowUri(uri)).toBe(false);
    },
  );
});
