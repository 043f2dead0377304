import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { bundleForTest } from '../../../__fixtures__/bundle-for-test.js';
import { garden } from '../../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import { openRunStore } from '../../../storage/sqlite-run-store.js';
import { until } from './__fixtures__/cluster-control.js';

/** Logs twice with a while between, and marks its beginning. */
const script = (marks: string): string => `
printf x >> '${marks}'
log() {
  curl -sf -o /dev/null -H "Authorization: Bearer $AZUREML_RUN_TOKEN" -d "{\\"values\\": [{\\"name\\": \\"accuracy\\", \\"value\\": [{\\"data\\": {\\"accuracy\\": $1}}]}]}" \\
    "$AZUREML_SERVICE_ENDPOINT/metric/v2.0/subscriptions/$AZUREML_ARM_SUBSCRIPTION/resourceGroups/$AZUREML_ARM_RESOURCEGROUP/providers/Microsoft.MachineLearningServices/workspaces/$AZUREML_ARM_WORKSPACE_NAME/runs/$AZUREML_RUN_ID/batch"
}
log $1
sleep 2
log $(($1 * 10))
`;

it('a service that is killed again and again runs each trial once, and loses nothing of what they logged', async () => {
  const folder = await temporaryFolder();
  const [code, marks] = [join(folder, 'code'), join(folder, 'marks')];
  mkdirSync(code);
  writeFileSync(join(code, 'train.sh'), script(marks));
  const program = await bundleForTest(
    'slurm-service',
    join(import.meta.dirname, '__fixtures__/slurm-service-process.ts'),
    {
      external: ['libsql'],
      banner: {
        js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
      },
    },
  );
  const countMarks = (): number => (existsSync(marks) ? readFileSync(marks, 'utf8').length : 0);
  const start = (...more: readonly string[]) => {
    const service = spawn(process.execPath, [program, folder, code, ...more], { stdio: 'inherit' });
    onTestFinished(() => void service.kill('SIGKILL'));
    return service;
  };

  let service = start('submit');
  for (const started of [1, 3]) {
    await until(() => countMarks() >= started);
    service.kill('SIGKILL');
    // What the trials log now, nobody hears.
    await delay(1500);
    service = start();
  }
  const [code_] = await once(service, 'exit');
  expect(code_).toBe(0);

  const store = openRunStore({ file: join(folder, 'runs.db') });
  onTestFinished(() => store.close());
  const trials = Array.from(store.childrenOf({ scope: garden, runId: 'HD_1' }));
  expect(trials.map(({ status }) => status)).toEqual(Array(4).fill('Completed'));
  const logged = trials.map((trial) =>
    Array.from(store.readMetricRows(trial, 'accuracy'), ({ data }) => data.get('accuracy')).map(Number),
  );
  expect(logged.toSorted(([a = 0], [b = 0]) => a - b)).toEqual([1, 2, 3, 4].map((x) => [x, x * 10]));
  expect(countMarks()).toBe(4);
});
