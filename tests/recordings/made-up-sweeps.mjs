// The sweeps that the recordings are about. All of it is invented. Long because it is data: one sweep after the other.

export const scope = {
  subscription: '2c9f1e52-7a3b-4d18-9e60-5b8a4c7d1f03',
  group: 'garden',
  workspace: 'greenhouse',
  workspaceId: '8f3a6b1c-0d5e-4c72-b9a4-16e2d7f8c390',
  experiment: 'tulips',
  experimentId: 'd4b7c2a9-5e16-4f83-a07b-93c1e8f6d254',
  olderExperiment: 'tulips-last-year',
  olderExperimentId: '61e0f9d3-8b47-4a2c-95d8-c7f3a1b60e4d',
};

export const workspacePath =
  `subscriptions/${scope.subscription}/resourceGroups/${scope.group}` +
  `/providers/Microsoft.MachineLearningServices/workspaces/${scope.workspace}`;

export const ids = {
  /** Maximizes accuracy; finished; resumed from `older`; its table names a child that failed. */
  main: 'HD_5d1c7a0e-3b42-4f7e-9a51-0c6f2e8d4b19',
  /** What `main` resumed: tags without prefix, as sweeps of 2020 have them. */
  older: 'HD_a90b4e6d-72c8-41f5-8d03-e5b61f7c2a84',
  /** Minimizes loss; still running; odd metrics: NaN first, a list, numbers as text, integers, a column of the wrong type. */
  odd: 'HD_0e8f5c31-94d7-4b6a-b2c0-7d19a3e4f586',
};

const definition = { Overrides: { script: 'train.py', arguments: ['--epochs', 3], target: 'shed', nodeCount: 1 } };

/** @param {string} address */
export function makeSweeps(address) {
  const runs = [...mainSweep(address), ...olderSweep(address), ...oddSweep(address)];
  return new Map(runs.map((run) => [run.dto.runId, run]));
}

/** @param {string} address */
function mainSweep(address) {
  const id = ids.main;
  const children = [
    child(id, 0, 'Completed', {
      accuracy: scalar('accuracy', 'double', [0.71, 0.84, 0.79]),
      'val loss': scalar('val loss', 'double', [0.5, 'NaN', '-Infinity']),
      epochs: scalar('epochs', 'int', [3]),
    }),
    child(id, 1, 'Completed', {
      accuracy: scalar('accuracy', 'double', [0.91]),
      note: scalar('note', 'string', ['petals are fine']),
      healthy: scalar('healthy', 'bool', [true]),
      beds: metric('beds', 'azureml.v1.table', { bed: 'int', yield: 'double' }, [
        { bed: 1, yield: 0.5 },
        { bed: 2, yield: 0.75 },
      ]),
      soil: metric('soil', 'azureml.v1.table', { ph: 'double', kind: 'string' }, [{ ph: 6.5, kind: 'loam' }]),
      // A plot: its cell is a reference to a file.
      plot: metric('plot', 'azureml.v2.image', { plot: 'artifact' }, [
        { plot: `aml://artifactId/ExperimentRun/dcid.${id}_1/plot_1700000000.png` },
      ]),
    }),
    child(id, 2, 'Failed', { accuracy: scalar('accuracy', 'double', [0.95]) }),
    child(id, 3, 'Completed', {}),
    child(id, 4, 'Canceled', { accuracy: scalar('accuracy', 'double', [0.6, 0.66]) }),
    child(id, 5, 'Completed', { accuracy: scalar('accuracy', 'double', [0.99]) }, { hidden: true }),
  ];
  const goal = { name: 'accuracy', goal: 'maximize' };
  const key = {
    run_scope: {
      host: address,
      subscription_id: scope.subscription,
      resource_group: scope.group,
      workspace_name: scope.workspace,
      experiment_name: scope.olderExperiment,
    },
    run_id: ids.older,
  };
  const parent = {
    dto: {
      ...common(id, 'Completed', scope.experimentId, 0),
      runType: 'hyperdrive',
      tags: {
        ...prefixed(
          configTags(goal, {
            generator_config: {
              name: 'RANDOM',
              parameter_space: { '--learning_rate': ['loguniform', [-6, -1]], depth: ['choice', [[2, 4, 8]]] },
              properties: { seed: 7, rule: 'sobol' },
            },
            policy_config: {
              name: 'BANDIT',
              properties: {
                evaluation_interval: 2,
                delay_evaluation: 4,
                slack_factor: 0.15,
                exclude_finished_jobs: false,
              },
            },
            platform_config: {
              ServiceAddress: address,
              ParentRunId: id,
              SubscriptionId: scope.subscription,
              ResourceGroupName: scope.group,
              WorkspaceName: scope.workspace,
              ExperimentName: scope.experiment,
              Definition: definition,
            },
            max_total_jobs: 6,
            max_concurrent_jobs: 2,
            max_duration_minutes: 600,
          }),
        ),
        ...prefixed(childTags(id, 5)),
        [`_aml_system_${id}_4_cancelled`]: 'true',
        _aml_system_all_jobs_generated: 'true',
        _aml_system_cancellation_requested: 'false',
        _aml_system_samples_generated_count: '6',
        _aml_system_resume_child_runs: 'null',
        season: 'spring',
      },
      properties: {
        ...hyperDriveProperties(goal),
        resume_from: JSON.stringify([key]),
        best_child_run_id: `${id}_2`,
        score: '0.95',
        best_metric_status: 'Succeeded',
        best_data_container_id: `dcid.${id}_2`,
      },
    },
    metrics: {
      best_child_by_primary_metric: metric(
        'best_child_by_primary_metric',
        'azureml.v1.table',
        { metric_name: 'string', time_elapse: 'int', run_id: 'string', metric_value: 'double', final: 'bool' },
        [
          { metric_name: 'accuracy', time_elapse: 65, run_id: `${id}_0`, metric_value: 0.71, final: false },
          { metric_name: 'accuracy', time_elapse: 125, run_id: `${id}_0`, metric_value: 0.84, final: false },
          { metric_name: 'accuracy', time_elapse: 190, run_id: `${id}_1`, metric_value: 0.91, final: false },
          { metric_name: 'accuracy', time_elapse: 251, run_id: `${id}_2`, metric_value: 0.95, final: false },
          { metric_name: 'accuracy', time_elapse: 251, run_id: `${id}_2`, metric_value: 0.95, final: true },
        ],
      ),
    },
  };
  return [parent, ...children];
}

/** @param {string} address */
function olderSweep(address) {
  const id = ids.older;
  const goal = { name: 'accuracy', goal: 'maximize' };
  const children = [0, 1].map((n) =>
    child(
      id,
      n,
      'Completed',
      { accuracy: scalar('accuracy', 'float', [[0.88], [0.93, 0.97]][n] ?? []) },
      {
        experimentId: scope.olderExperimentId,
      },
    ),
  );
  const parent = {
    dto: {
      ...common(id, 'Completed', scope.olderExperimentId, 0),
      runType: 'hyperdrive',
      tags: {
        ...configTags(goal, {
          generator_config: { name: 'GRID', parameter_space: { depth: ['choice', [[2, 4]]] } },
          policy_config: { name: 'DEFAULT' },
          platform_config: {
            ServiceAddress: address,
            ServiceArmScope: `${workspacePath}/experiments/${scope.olderExperiment}`,
            SubscriptionId: scope.subscription,
            ResourceGroupName: scope.group,
            WorkspaceName: scope.workspace,
            ExperimentName: scope.olderExperiment,
            Definition: definition,
          },
          max_total_jobs: 2,
          max_concurrent_jobs: 2,
          max_duration_minutes: 10080,
        }),
        ...childTags(id, 2),
      },
      properties: { ...hyperDriveProperties(goal), resume_from: 'null' },
    },
    // One row: Python sees plain values instead of lists.
    metrics: {
      best_child_by_primary_metric: metric(
        'best_child_by_primary_metric',
        'azureml.v1.table',
        { run_id: 'string', metric_name: 'string', metric_value: 'double', final: 'bool', timestamp: 'string' },
        [
          {
            run_id: `${id}_1`,
            metric_name: 'accuracy',
            metric_value: 0.97,
            final: true,
            timestamp: '2023-04-01 10:10:00+00:00',
          },
        ],
      ),
    },
  };
  return [parent, ...children];
}

/** @param {string} address */
function oddSweep(address) {
  const id = ids.odd;
  const goal = { name: 'loss', goal: 'minimize' };
  const children = [
    child(id, 0, 'Completed', { loss: scalar('loss', 'double', ['NaN', 0.4, 0.3]) }),
    child(id, 1, 'Running', {
      loss: metric('loss', 'azureml.v1.list', { loss: 'double' }, [{ loss: 0.7 }, { loss: 0.2 }]),
    }),
    child(id, 2, 'Running', { loss: scalar('loss', 'float', ['0.45', '1e-1']) }),
    child(id, 3, 'Completed', { loss: scalar('loss', 'int', [1, 0]) }),
    child(id, 4, 'Completed', { loss: scalar('loss', 'double', [0.35, 'NaN', '-Infinity']) }),
    child(id, 5, 'Queued', {}),
  ];
  const parent = {
    dto: {
      ...common(id, 'Running', scope.experimentId, 0),
      runType: 'hyperdrive',
      tags: {
        ...prefixed(
          configTags(goal, {
            generator_config: { name: 'BAYESIANOPTIMIZATION', parameter_space: { depth: ['quniform', [1, 9, 2]] } },
            policy_config: { name: 'MEDIANSTOPPING', properties: { evaluation_interval: 1, delay_evaluation: 0 } },
            platform_config: {
              ServiceAddress: address,
              ParentRunId: id,
              ExperimentName: scope.experiment,
              Definition: definition,
            },
            max_total_jobs: 40,
            max_concurrent_jobs: 4,
            max_duration_minutes: 10080,
          }),
        ),
        ...prefixed(childTags(id, 6)),
      },
      properties: { ...hyperDriveProperties(goal), resume_from: 'null' },
    },
    metrics: {},
  };
  return [parent, ...children];
}

/**
 * @param {string} runId
 * @param {string} status
 * @param {string} experimentId
 * @param {number} minute
 */
function common(runId, status, experimentId, minute) {
  const ended = ['Completed', 'Failed', 'Canceled'].includes(status);
  const clock = (/** @type {number} */ at) => `2024-05-06T08:${String(at).padStart(2, '0')}:00.1234567+00:00`;
  return {
    runNumber: 1714982400 + minute,
    rootRunId: runId,
    createdUtc: clock(minute),
    createdBy: { userObjectId: 'f1', userName: 'A Gardener' },
    runId,
    parentRunId: null,
    experimentId,
    status,
    startTimeUtc: status === 'Queued' ? null : clock(minute + 1),
    endTimeUtc: ended ? clock(minute + 20) : null,
    name: null,
    displayName: runId,
    description: null,
    dataContainerId: `dcid.${runId}`,
    hidden: false,
    runType: 'azureml.scriptrun',
    target: 'shed',
    tags: {},
    properties: {},
    error: null,
    warnings: null,
  };
}

/**
 * @param {string} parentId
 * @param {number} n
 * @param {string} status
 * @param {Record<string, unknown>} metrics
 * @param {Record<string, unknown>} [more]
 */
function child(parentId, n, status, metrics, more = {}) {
  const runId = `${parentId}_${n}`;
  return {
    dto: {
      ...common(runId, status, scope.experimentId, n + 1),
      parentRunId: parentId,
      rootRunId: parentId,
      tags: { hyperparameters: JSON.stringify(hyperparameters(n)) },
      properties: { 'azureml.runsource': 'experiment', ContentSnapshotId: 'b7e20d94-1c6f-4583-a9e1-30f8c5d7b261' },
      ...(status === 'Failed'
        ? { error: { error: { code: 'UserError', message: 'The bed was flooded.', details: [] } } }
        : {}),
      ...more,
    },
    metrics,
  };
}

/** @param {number} n */
function hyperparameters(n) {
  return { '--learning_rate': [0.01, 0.003, 0.25, 1e-7, 0.05, 0.1][n], depth: [2, 4, 8][n % 3] };
}

/**
 * @param {string} parentId
 * @param {number} count
 */
function childTags(parentId, count) {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`${parentId}_${n}`, JSON.stringify(hyperparameters(n))]),
  );
}

/**
 * @param {{ name: string, goal: string }} goal
 * @param {Record<string, unknown>} values
 */
function configTags(goal, values) {
  return Object.fromEntries(
    Object.entries({ primary_metric_config: goal, ...values }).map(([name, value]) => [name, JSON.stringify(value)]),
  );
}

/** @param {Record<string, string>} tags */
function prefixed(tags) {
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [`_aml_system_${name}`, value]));
}

/** @param {{ name: string, goal: string }} goal */
function hyperDriveProperties(goal) {
  return {
    primary_metric_config: JSON.stringify(goal),
    runTemplate: 'HyperDrive',
    'azureml.runsource': 'hyperdrive',
    platform: 'AML',
    ContentSnapshotId: 'b7e20d94-1c6f-4583-a9e1-30f8c5d7b261',
  };
}

/**
 * @param {string} name
 * @param {string} type
 * @param {unknown[]} values
 */
function scalar(name, type, values) {
  return metric(
    name,
    'azureml.v1.scalar',
    { [name]: type },
    values.map((value) => ({ [name]: value })),
  );
}

let metricNumber = 0;

/**
 * @param {string} name
 * @param {string} uxMetricType
 * @param {Record<string, string>} columns
 * @param {Record<string, unknown>[]} rows
 */
export function metric(name, uxMetricType, columns, rows) {
  return {
    name,
    columns,
    properties: { uxMetricType },
    value: rows.map((data, index) => ({
      metricId: `00000000-0000-4000-9000-${String((metricNumber += 1)).padStart(12, '0')}`,
      createdUtc: `2024-05-06T08:10:${String(index).padStart(2, '0')}+00:00`,
      step: index,
      data,
    })),
  };
}
