/** Where the jobs of the tests are. */
export const recordedWorkspace =
  '/subscriptions/sub/resourceGroups/group/providers/Microsoft.MachineLearningServices/workspaces/work space';

/** A sweep job in the shape of recorded answers: nulls everywhere, a capital goal, tags of the service. */
export function recordedSweepJob(name: string, properties: Readonly<Record<string, unknown>> = {}) {
  return {
    id: `${recordedWorkspace}/jobs/${name}`,
    name,
    type: 'Microsoft.MachineLearningServices/workspaces/jobs',
    properties: {
      description: null,
      tags: {
        _aml_system_max_concurrent_jobs: '10',
        _aml_system_max_total_jobs: '1',
        _aml_system_max_duration_minutes: '1',
        _aml_system_policy_config:
          '{"name":"TruncationSelection","properties":{"evaluation_interval":100,"delay_evaluation":200,"truncation_percentage":40,"exclude_finished_jobs":false}}',
        _aml_system_generator_config:
          '{"name":"RANDOM","parameter_space":{"lr":["uniform",[0.001,0.1]]},"properties":{"rule":"Random","logbase":null,"seed":null}}',
        _aml_system_primary_metric_config: '{"name":"accuracy","goal":"maximize"}',
        _aml_system_resume_child_runs: 'null',
        _aml_system_all_jobs_generated: 'false',
        _aml_system_cancellation_requested: 'false',
      },
      properties: {
        primary_metric_config: '{"name":"accuracy","goal":"maximize"}',
        resume_from: 'null',
        runTemplate: 'HyperDrive',
        'azureml.runsource': 'hyperdrive',
        platform: 'AML',
        user_agent: 'managementfrontend/228017e6e7be02bc1a1868402fb250fbc89e44f8',
      },
      displayName: name,
      status: 'Running',
      experimentName: 'tulips',
      services: {
        Studio: {
          jobServiceType: 'Studio',
          port: null,
          endpoint: `https://ml.azure.com/runs/${name}?wsid=/subscriptions/sub/resourcegroups/group/workspaces/w`,
          status: null,
          errorMessage: null,
          properties: null,
          nodes: null,
        },
      },
      computeId: `${recordedWorkspace}/computes/testCompute`,
      isArchived: false,
      identity: null,
      componentId: null,
      notificationSetting: null,
      jobType: 'Sweep',
      searchSpace: { lr: ['uniform', [0.001, 0.1]], conv_size: ['choice', [[2, 5, 7]]] },
      samplingAlgorithm: { samplingAlgorithmType: 'Random', seed: null, logbase: null, rule: 'Random' },
      limits: {
        timeout: 'PT1M30S',
        jobLimitsType: 'Sweep',
        maxTotalTrials: 4,
        maxConcurrentTrials: 2,
        trialTimeout: null,
      },
      earlyTermination: {
        evaluationInterval: 100,
        delayEvaluation: 200,
        policyType: 'TruncationSelection',
        truncationPercentage: 40,
      },
      objective: { primaryMetric: 'accuracy', goal: 'Maximize' },
      trial: {
        codeId: `${recordedWorkspace}/codes/53235a81-c8b2-47d1-89d9-e442d09f3ee0/versions/1`,
        command: 'python ./sweep_script.py --lr ${{search_space.lr}} --conv_size ${{search_space.conv_size}}',
        environmentId: `${recordedWorkspace}/environments/AzureML-sklearn-1.0/versions/33`,
        environmentVariables: { test_var1: 'set', retries: 2 },
        distribution: null,
        resources: { instanceCount: 1, instanceType: null, locations: null, properties: null, dockerArgs: null },
      },
      inputs: {},
      outputs: {
        default: {
          description: null,
          uri: `azureml://datastores/workspaceartifactstore/ExperimentRun/dcid.${name}`,
          assetName: null,
          assetVersion: null,
          mode: 'ReadWriteMount',
          jobOutputType: 'uri_folder',
        },
      },
      queueSettings: null,
      ...properties,
    },
    systemData: { createdAt: '2023-04-08T23:41:39.9884923+00:00', createdBy: 'ada', createdByType: 'User' },
  };
}
