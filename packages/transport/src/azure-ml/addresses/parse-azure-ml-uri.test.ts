import { InvalidArgumentError } from '@hyperdrive-run/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAzureMlUri } from './parse-azure-ml-uri.js';

const rest = 'subscriptions/s-1/resourceGroups/g/workspaces/w';
const scope = { subscriptionId: 's-1', resourceGroup: 'g', workspaceName: 'w', experimentName: undefined };

function faultOf(uri: string): InvalidArgumentError {
  try {
    parseAzureMlUri(uri);
  } catch (error) {
    if (InvalidArgumentError.isInstance(error)) return error;
  }
  throw new Error(`${uri} was taken`);
}

describe('parseAzureMlUri', () => {
  it('reads a region, an explicit address with port and prefix, and the experiment', () => {
    expect(parseAzureMlUri(`azureml://westeurope/${rest}`)).toEqual({
      endpoint: { kind: 'region', region: 'westeurope' },
      scope,
    });
    expect(parseAzureMlUri(`azureml+http://127.0.0.1:5000/pre/fix/${rest}?experiment=my%20iris`)).toEqual({
      endpoint: { kind: 'address', address: 'http://127.0.0.1:5000/pre/fix' },
      scope: { ...scope, experimentName: 'my iris' },
    });
    expect(parseAzureMlUri(`azureml+https://host/${rest}/`).endpoint).toEqual({
      kind: 'address',
      address: 'https://host',
    });
  });

  it('takes a full ARM id in any case', () => {
    const arm = `SUBSCRIPTIONS/s-1/resourcegroups/g/providers/Microsoft.MachineLearningServices/workspaces/w`;
    expect(parseAzureMlUri(`azureml://westeurope/${arm}/experiments/e`).scope).toEqual({
      ...scope,
      experimentName: 'e',
    });
  });

  it('gives back any names that were encoded into it', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text !== '.' && text !== '..');
    fc.assert(
      fc.property(name, name, name, name, (subscription, group, workspace, experiment) => {
        const [s, g, w, e] = [subscription, group, workspace, experiment].map(encodeURIComponent);
        const uri = `azureml+http://localhost:1/subscriptions/${s}/resourceGroups/${g}/workspaces/${w}?experiment=${e}`;
        expect(parseAzureMlUri(uri).scope).toEqual({
          subscriptionId: subscription,
          resourceGroup: group,
          workspaceName: workspace,
          experimentName: experiment,
        });
      }),
    );
  });

  it.each([
    ['https://host/x', 'begins with neither'],
    ['azureml:westeurope', 'begins with neither'],
    ['azureml://', 'region is missing'],
    [`azureml+http:///${rest.slice(0, 0)}`, 'host is missing'],
    [`azureml+http://ho st/${rest}`, 'host is missing'],
    ['azureml://westeurope', '/subscriptions/<id> is missing'],
    ['azureml://westeurope/subscriptions/s', '/resourceGroups/<group> is missing'],
    ['azureml://westeurope/subscriptions/s/resourceGroups/g', '/workspaces/<workspace> is missing'],
    ['azureml://westeurope/subscriptions/s/resourceGroups/g/workspaces', 'Nothing follows /workspaces'],
    [`azureml://westeurope/${rest}/runs/r`, '/runs is not known'],
    [`azureml://westeurope/${rest}/workspaces/v`, 'twice'],
    [`azureml://westeurope/${rest}?experiment=`, 'experiment is empty'],
    [`azureml://westeurope/${rest}?experiment=a&experiment=b`, 'twice'],
    [`azureml://westeurope/${rest}?run=r`, '"run" is not known'],
    [`azureml://westeurope/${rest}#x`, 'fragment'],
    [`azureml://westeurope:8080/${rest}`, 'only the name of the region'],
    [`azureml://westeurope/x/${rest}`, 'only the name of the region'],
    [`azureml://host.example/${rest}`, 'for a host write azureml+https://'],
    [`azureml://westeurope/subscriptions/%zz/resourceGroups/g/workspaces/w`, 'percent-encoded'],
  ])('says what is wrong with %s', (uri, problem) => {
    expect(faultOf(uri)).toMatchObject({ code: 'invalid-argument', option: 'uri' });
    expect(faultOf(uri).hint).toContain(problem);
  });

  it('never shows a password or what a query contains', () => {
    for (const uri of [`azureml+https://me:s3cret@host/${rest}`, `azureml+https://host/${rest}?token=s3cret`]) {
      const { message, hint } = faultOf(uri);
      expect(`${message} ${hint}`).not.toContain('s3cret');
    }
  });
});
