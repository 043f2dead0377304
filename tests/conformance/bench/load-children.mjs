import { loadRuns } from '@hyperdrive-run/local/testing';

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'bench' };
const start = Date.UTC(2026, 0, 1);

/**
 * Puts a sweep that has ended, `HD_1` for the least loss, into the folder of a local service.
 * @param {string} folder
 * @param {number} children
 * @param {number} points How many values of its loss each child logged.
 */
export function loadChildren(folder, children, points) {
  loadRuns(folder, runsOf(children, points));
}

/**
 * @param {number} children
 * @param {number} points
 * @returns {Iterable<import('@hyperdrive-run/local/testing').RunToLoad>}
 */
function* runsOf(children, points) {
  const primary = JSON.stringify({ name: 'loss', goal: 'minimize' });
  yield {
    scope,
    runId: 'HD_1',
    runType: 'hyperdrive',
    status: 'Completed',
    tags: new Map([['_aml_system_primary_metric_config', primary]]),
  };
  for (let at = 0; at < children; at += 1) {
    yield {
      scope,
      runId: `HD_1_${at}`,
      parentRunId: 'HD_1',
      status: 'Completed',
      startTime: new Date(start + at),
      tags: new Map([['hyperparameters', JSON.stringify({ lr: at / 1000 })]]),
      metricRows: Array.from({ length: points }, (_, step) => ({
        metricId: `${at}-${step}`,
        name: 'loss',
        metricType: 'azureml.v1.scalar',
        columns: new Map([['loss', 'double']]),
        data: new Map([['loss', Math.abs(Math.sin(at + step))]]),
        step,
        time: new Date(start + step),
      })),
    };
  }
}
