/** The properties that every sweep has. */
export const sweepProperties: Readonly<Record<string, string>> = {
  resume_from: 'null',
  runTemplate: 'HyperDrive',
  'azureml.runsource': 'hyperdrive',
  platform: 'AML',
  ContentSnapshotId: '0b1e2c3d-4f50-4617-8293-a4b5c6d7e8f9',
};

/** The properties that a finished sweep has besides. */
export function finished(bestChildRunId: string, score: number): Readonly<Record<string, string>> {
  return {
    ...sweepProperties,
    best_child_run_id: bestChildRunId,
    score: String(score),
    best_metric_status: 'Succeeded',
    best_data_container_id: `dcid.${bestChildRunId}`,
  };
}

/** The tags of a random sweep over two choices, as the newest services write them. */
export function newTags(metric: string, goal: 'maximize' | 'minimize'): Readonly<Record<string, string>> {
  return {
    max_concurrent_jobs: '4',
    max_total_jobs: '12',
    max_duration_minutes: '10080',
    policy_config: '{"name":"Bandit","properties":{"evaluation_interval":3,"delay_evaluation":0,"slack_factor":0.15}}',
    generator_config:
      '{"name":"RANDOM","parameter_space":{"--depth":["choice",[[3,6,9]]],"--rate":["choice",[[0.01,0.2]]]},"properties":null}',
    primary_metric_config: `{"name":"${metric}","goal":"${goal}"}`,
    resume_child_runs: 'null',
    all_jobs_generated: 'false',
    cancellation_requested: 'false',
    samples_generated_count: '0',
  };
}

/** The same as the services of 2021 and before wrote it: blanks in the JSON, capitals, no properties of the sampling. */
export function oldTags(metric: string, goal: 'maximize' | 'minimize'): Readonly<Record<string, string>> {
  return {
    max_concurrent_jobs: '3',
    max_total_jobs: '12',
    max_duration_minutes: '10080',
    policy_config:
      '{"name": "BANDIT", "properties": {"evaluation_interval": 2, "delay_evaluation": 1, "slack_factor": 0.3}}',
    generator_config:
      '{"name": "RANDOM", "parameter_space": {"--depth": ["choice", [[3, 6, 9]]], "--kernel": ["choice", [["rbf", "poly"]]]}}',
    primary_metric_config: `{"name": "${metric}", "goal": "${goal}"}`,
    resume_child_runs: 'null',
    all_jobs_generated: 'true',
    cancellation_requested: 'false',
    progress_metadata_evaluation_timestamp: '"2020-05-06T07:08:09.101112"',
  };
}
