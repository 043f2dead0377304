import { Run } from '@hyperdrive-run/sdk/training';
import { expect } from 'vitest';
import { askPython } from '../config-parity/compare-configs.js';
import { makeOurs } from '../config-parity/make-ours.js';
import { connectTo } from '../open-service.js';
import { scope } from '../random-sweeps/scope.js';
import { sweep } from './described.js';
import { differs, sharePython } from './differs.js';

sharePython();

differs('Every violation of a config is listed at once', 'Python stops at the first', async ({ worker }) => {
  const options = { evaluation_interval: 'often', delay_evaluation: 'late' };
  const description = { make: 'policy', name: 'MedianStoppingPolicy', options } as const;
  expect(await askPython(worker, description)).toHaveProperty('refused');
  const ours = makeOurs(description);
  expect(ours.wire === undefined && ours.violations.map(({ path }) => path)).toEqual([
    'evaluationInterval',
    'delayEvaluation',
  ]);
});

differs('a number is always a `double`', 'Python tells 5 from 5.0', async ({ open, service }) => {
  const both = await open(sweep([]));
  await both.python('log', { name: 'theirs', value: 5 });
  const context = Run.getContext({
    environment: {
      AZUREML_RUN_ID: both.ours.id,
      AZUREML_SERVICE_ENDPOINT: service.address,
      AZUREML_ARM_SUBSCRIPTION: scope.subscriptionId,
      AZUREML_ARM_RESOURCEGROUP: scope.resourceGroup,
      AZUREML_ARM_WORKSPACE_NAME: scope.workspaceName,
      AZUREML_ARM_PROJECT_NAME: scope.experimentName,
      AZUREML_RUN_TOKEN: service.token,
    },
  });
  context.log('ours', 5);
  await context.flush();
  const types: [string, unknown][] = [];
  for await (const read of connectTo(service, scope).backend.getMetrics([both.ours.id])) {
    if (read.kind !== 'read') throw read.error;
    for (const [name, logged] of read.metrics) types.push([name, logged.kind === 'scalar' && logged.valueType]);
  }
  expect(new Map(types)).toEqual(
    new Map([
      ['theirs', 'int'],
      ['ours', 'double'],
    ]),
  );
});
