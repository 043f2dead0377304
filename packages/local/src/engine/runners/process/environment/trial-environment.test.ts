import { describe, expect, it } from 'vitest';
import { garden } from '../../../../storage/__fixtures__/garden-scope.js';
import { type TrialEnvironmentInput, trialEnvironment } from './trial-environment.js';

function environmentOf(change: Partial<TrialEnvironmentInput> = {}): Readonly<Record<string, string>> {
  const environment = trialEnvironment({
    inherited: {},
    ofDefinition: new Map(),
    ofTrial: new Map(),
    scope: garden,
    runId: 'HD_1_0',
    token: { token: 'a.b.c', expiryTime: new Date(0) },
    serviceAddress: 'http://127.0.0.1:5000',
    experimentId: 'experiment',
    workspaceId: 'workspace',
    ...change,
  });
  return Object.fromEntries(environment);
}

describe('the environment of a trial', () => {
  it("names the run to azureml-core's client and to MLflow's", () => {
    expect(environmentOf()).toMatchObject({
      AZUREML_RUN_ID: 'HD_1_0',
      AZUREML_RUN_TOKEN: 'a.b.c',
      AZUREML_RUN_TOKEN_EXPIRY: '1970-01-01T00:00:00.000Z',
      AZUREML_SERVICE_ENDPOINT: 'http://127.0.0.1:5000',
      MLFLOW_RUN_ID: 'HD_1_0',
      MLFLOW_EXPERIMENT_ID: 'experiment',
      MLFLOW_TRACKING_TOKEN: 'a.b.c',
      MLFLOW_TRACKING_URI: expect.stringMatching(/^http:\/\/127\.0\.0\.1:5000\/mlflow\/v2\.0\/subscriptions\/[^/ ]+\//),
    });
  });

  it('passes on what it is started with, but nothing that names another run or server', () => {
    const inherited = {
      HOME: '/home/ada',
      AZUREML_RUN_ID: 'another',
      HYPERDRIVE_TOKEN: 'secret',
      MLFLOW_TRACKING_USERNAME: 'ada',
      MLFLOW_TRACKING_PASSWORD: 'secret',
      MLFLOW_EXPERIMENT_NAME: 'another',
      MLFLOW_HTTP_REQUEST_TIMEOUT: '5',
    };

    const environment = environmentOf({ inherited });
    expect(environment).toMatchObject({
      HOME: '/home/ada',
      MLFLOW_HTTP_REQUEST_TIMEOUT: '5',
      AZUREML_RUN_ID: 'HD_1_0',
    });
    expect(Object.values(environment)).not.toContain('secret');
    expect(Object.values(environment)).not.toContain('another');
    expect(environment).not.toHaveProperty('MLFLOW_TRACKING_USERNAME');
  });

  it('leaves MLflow to a definition that says where it is to log', () => {
    const ofDefinition = new Map([['MLFLOW_TRACKING_URI', 'http://127.0.0.1:6000']]);

    const environment = environmentOf({ ofDefinition });
    expect(Object.entries(environment).filter(([name]) => name.startsWith('MLFLOW_'))).toEqual([...ofDefinition]);
  });
});
