import { localWorkspace } from '@hyperdrive-run/local';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { sweepId } from './sweep-id.mjs';

/** @type {import('@hyperdrive-run/local/testing').RunToLoad['scope']} */
const ofBench = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'bench' };
const start = Date.UTC(2026, 0, 1);

/**
 * Puts a sweep that has ended, for the least loss, into the folder of a local service.
 * @param {string} folder
 * @param {number} children
 * @param {number} points How many values of its loss each child logged.
 */
export function loadChildren(folder, children, points) {
  loadRuns(folder, runsOf(children, points, ofBench));
}

/**
 * The same where the command looks, which knows one workspace only.
 * @param {string} folder
 * @param {number} children
 * @param {number} points
 */
export function loadLocalChildren(folder, children, points) {
  loadRuns(folder, runsOf(children, points, { ...localWorkspace, experimentName: 'bench' }));
}

/**
 * Puts a run of its own beside it, `long`, that logged its loss many times.
 * @param {string} folder
 * @param {number} points
 */
export function loadLongRun(folder, points) {
  loadRuns(folder, [{ scope: ofBench, runId: 'long', status: 'Completed', metricRows: lossRows(0, points) }]);
}

/**
 * @param {number} children
 * @param {number} points
 * @param {typeof ofBench} scope
 * @returns {Iterable<import('@hyperdrive-run/local/testing').RunToLoad>}
 */
function* runsOf(children, points, scope) {
  const primary = JSON.stringify({ name: 'loss', goal: 'minimize' });
  yield {
    scope,
    runId: sweepId,
    runType: 'hyperdrive',
    status: 'Completed',
    tags: new Map([['_aml_system_primary_metric_config', primary]]),
  };
  for (let at = 0; at < children; at += 1) {
    yield {
      scope,
      runId: `${sweepId}_${at}`,
      parentRunId: sweepId,
      status: 'Completed',
      startTime: new Date(start + at),
      tags: new Map([['hyperparameters', JSON.stringify({ lr: at / 1000 })]]),
      metricRows: lossRows(at, points),
    };
  }
}

/**
 * @param {number} run
 * @param {number} points
 */
function lossRows(run, points) {
  return Array.from({ length: points }, (_, step) => ({
    metricId: `${run}-${step}`,
    name: 'loss',
    metricType: 'azureml.v1.scalar',
    columns: new Map([['loss', 'double']]),
    data: new Map([['loss', Math.abs(Math.sin(run + step))]]),
    step,
    time: new Date(start + step),
  }));
}
