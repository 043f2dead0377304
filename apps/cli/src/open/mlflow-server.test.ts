import { describe, expect, it } from 'vitest';
import { mlflowServer } from './mlflow-server.js';

const azure = 'azureml://eu.api.azureml.ms/mlflow/v1.0/subscriptions/s/resourceGroups/g/workspaces/w';

describe('mlflowServer', () => {
  it('takes the address of a server, and the tracking URI of a workspace', () => {
    for (const uri of ['mlflow+http://127.0.0.1:5000', 'mlflow+https://host/prefix?experiment=a']) {
      expect(mlflowServer(uri, {})).toEqual({ uri, credential: undefined });
    }
    expect(mlflowServer(azure, {})).toEqual({ uri: azure, credential: { getToken: expect.any(Function) } });
  });

  it('takes the server of MLFLOW_TRACKING_URI for "mlflow" alone', () => {
    expect(mlflowServer('mlflow', { MLFLOW_TRACKING_URI: 'http://127.0.0.1:5000' })?.uri).toBe(
      'mlflow+http://127.0.0.1:5000',
    );
    expect(mlflowServer('mlflow', { MLFLOW_TRACKING_URI: azure })?.uri).toBe(azure);
  });

  it.each([[undefined], [''], ['sqlite:///mlflow.db'], ['./mlruns'], ['databricks']])(
    'says of MLFLOW_TRACKING_URI=%j that it is no server',
    (MLFLOW_TRACKING_URI) => {
      expect(() => mlflowServer('mlflow', { MLFLOW_TRACKING_URI })).toThrow(
        expect.objectContaining({ hint: expect.stringContaining('http://127.0.0.1:5000') }),
      );
    },
  );

  it.each([
    ['local'],
    ['local:mlflow'],
    ['azureml://westeurope/subscriptions/s'],
    ['azureml+http://mlflow/x'],
    ['mlflows'],
  ])('leaves %j to others, whatever the environment says', (backend) => {
    expect(mlflowServer(backend, { MLFLOW_TRACKING_URI: 'http://127.0.0.1:5000' })).toBeUndefined();
  });

  it('takes a user with a password before a token, as the client of MLflow does', () => {
    const user = { MLFLOW_TRACKING_USERNAME: 'ada', MLFLOW_TRACKING_PASSWORD: 'pw' };
    const tokens = { MLFLOW_TRACKING_TOKEN: 'own', HYPERDRIVE_TOKEN: 'ours' };
    const credentialOf = (env: Record<string, string>): unknown => mlflowServer('mlflow+http://h', env)?.credential;
    expect(credentialOf({ ...user, ...tokens })).toEqual({ username: 'ada', password: 'pw' });
    expect(credentialOf({ MLFLOW_TRACKING_USERNAME: 'ada', ...tokens })).toBe('own');
    expect(credentialOf({ HYPERDRIVE_TOKEN: 'ours' })).toBe('ours');
  });
});
