import { loadRuns } from '@hyperdrive-run/local/testing';

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'bench' };
const start = Date.UTC(2026, 0, 1);

/**
 * Puts a sweep that has ended, `HD_1` for the least loss, into the folder of a local service: each trial has twelve
 * hyperparameters.
 * @param {string} folder
 * @param {number} trials
 * @param {number} points How many values of its loss each trial logged.
 */
export function loadTrials(folder, trials, points) {
  loadRuns(folder, runsOf(trials, points));
}

/**
 * @param {number} trials
 * @param {number} points
 * @returns {Iterable<import('@hyperdrive-run/local/testing').RunToLoad>}
 */
function* runsOf(trials, points) {
  const primary = JSON.stringify({ name: 'loss', goal: 'minimize' });
  yield {
    scope,
    runId: 'HD_1',
    runType: 'hyperdrive',
    status: 'Completed',
    startTime: new Date(start),
    endTime: new Date(start + 3_600_000),
    tags: new Map([['_aml_system_primary_metric_config', primary]]),
  };
  for (let at = 0; at < trials; at += 1) {
    const names = Array.from({ length: 12 }, (_, index) => [`parameter_${index}`, Math.abs(Math.sin(at * 12 + index))]);
    yield {
      scope,
      runId: `HD_1_${at}`,
      parentRunId: 'HD_1',
      status: 'Completed',
      startTime: new Date(start + at * 1000),
      endTime: new Date(start + at * 1000 + 60_000),
      tags: new Map([['hyperparameters', JSON.stringify(Object.fromEntries(names))]]),
      metricRows: Array.from({ length: points }, (_, step) => ({
        metricId: `${at}-${step}`,
        name: 'loss',
        metricType: 'azureml.v1.scalar',
        columns: new Map([['loss', 'double']]),
        data: new Map([['loss', Math.abs(Math.sin(at + step))]]),
        step,
        time: new Date(start + at * 1000 + step),
      })),
    };
  }
}
