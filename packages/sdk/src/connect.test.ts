import { describe, expect, it } from 'vitest';
import { connect } from './connect.js';

const workspacePath = 'subscriptions/sub/resourceGroups/group/workspaces/ws';

describe('connect', () => {
  it('reads the workspace and the experiment from the address', () => {
    const workspace = connect(`azureml://westeurope/${workspacePath}?experiment=iris`);
    expect(workspace.scope).toEqual({
      subscriptionId: 'sub',
      resourceGroup: 'group',
      workspaceName: 'ws',
      experimentName: 'iris',
    });
    expect(workspace.experiment().name).toBe('iris');
  });

  it('takes an explicit address', () => {
    expect(connect(`azureml+http://127.0.0.1:8123/${workspacePath}`).scope.workspaceName).toBe('ws');
  });

  it('opens an MLflow server, and the MLflow endpoint of a workspace', () => {
    const azure = 'azureml://eu.api.azureml.ms/mlflow/v1.0/subscriptions/s/resourceGroups/g/workspaces/w';
    for (const uri of ['mlflow+http://127.0.0.1:5000?experiment=iris', `${azure}?experiment=iris`]) {
      const { backend, scope } = connect(uri, { credential: 'token' });
      expect([backend.displayName, scope]).toEqual(['MLflow', { experimentName: 'iris' }]);
    }
    const credential = { username: 'ada', password: 'secret' };
    expect(connect('mlflow+http://127.0.0.1:5000', { credential, experiment: 'a' }).experiment().name).toBe('a');
    const open = (): unknown => connect(`azureml://westeurope/${workspacePath}`, { credential });
    expect(open).toThrow('only MLflow takes a user with a password');
    expect(open).not.toThrow('secret');
  });

  it('lets the option experiment win over the address', () => {
    const workspace = connect(`azureml://westeurope/${workspacePath}?experiment=iris`, { experiment: 'digits' });
    expect(workspace.experiment().name).toBe('digits');
  });

  it('says which experiment is missing where none is named', () => {
    expect(() => connect(`azureml://westeurope/${workspacePath}`).experiment()).toThrow('experiment name is undefined');
    expect(() => connect(`azureml://westeurope/${workspacePath}`).experiment('')).toThrow('experiment name is ""');
  });

  it.each([
    ['', 'uri is ""'],
    ['https://ml.azure.com', "an address that begins with 'azureml://'"],
    ['local', 'the address of a running service'],
  ])('refuses the address %j and says what it takes', (uri, message) => {
    expect(() => connect(uri)).toThrow(message);
  });

  it('tells someone who wants the local service how to start one', () => {
    expect(() => connect('local:./runs')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('startLocalService()') }),
    );
  });
});
