import { type RunScope, Workspace } from '@hyperdrive-run/sdk';
import { InMemoryBackend } from '@hyperdrive-run/sdk/testing';
import { describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { dashboardActs } from './dashboard-acts.js';

const scope: RunScope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'garden' };
const azure = '/subscriptions/s/resourceGroups/g/workspaces/w';

/** What may be done on a backend, by name. */
function actsOn(backend: string, isIdle = false): readonly string[] {
  const io = memoryIo({ env: { HOME: '/home/me', MLFLOW_TRACKING_URI: 'http://127.0.0.1:5000' } });
  const workspace = new Workspace(new InMemoryBackend(scope, []));
  const opened = { workspace, isIdle, close: async () => undefined };
  const context = { io, globals: { backend, json: false, verbose: false } };
  return Object.entries(dashboardActs(context, opened)).flatMap(([name, act]) => (act === undefined ? [] : [name]));
}

describe('what the dashboard can do', () => {
  it.each([
    'file:sweep.ndjson',
    'optuna:sqlite:///study.db',
    'optuna:journal.log',
    'ray-tune:~/ray_results/tuned',
    'mlflow',
    'mlflow+http://127.0.0.1:5000',
    `azureml://westeurope.api.azureml.ms/mlflow/v1.0${azure}`,
  ])('is nothing on %s, which is only read', (backend) => {
    expect(actsOn(backend)).toEqual([]);
  });

  it.each([`azureml://westeurope.api.azureml.ms${azure}`, `azureml+http://127.0.0.1:7001${azure}`])(
    'is to cancel on %s',
    (backend) => {
      expect(actsOn(backend)).toEqual(['cancel']);
    },
  );

  it.each(['local', 'local:/somewhere', 'local:~/sweeps'])('is all on %s, while the service runs', (backend) => {
    expect(actsOn(backend)).toEqual(['cancel', 'pause', 'resume', 'retry']);
    expect(actsOn(backend, true)).toEqual([]);
  });
});
