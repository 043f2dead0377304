/** Names of the headers that the services and their clients use, in lower case. */
export const wireHeaders = {
  /** Our own id of a request. */
  clientRequestId: 'x-ms-client-request-id',
  /** The service's id of a request. */
  requestId: 'x-ms-request-id',
  /** The User-Agent of those who must not set that header: pages in a browser. */
  browserUserAgent: 'x-ms-useragent',
  /** Where the run history is, for the hyperdrive service with a cancel. */
  runHistoryHost: 'runhistoryhost',
} as const;

/** What a metric is, by its property `uxMetricType`. Whatever else it says is a file. */
export const metricTypes = {
  scalar: 'azureml.v1.scalar',
  list: 'azureml.v1.list',
  table: 'azureml.v1.table',
} as const;

/** The types of a metric's columns. */
export const metricColumnTypes = ['int', 'double', 'float', 'string', 'bool', 'none'] as const;

/** Where the files of runs lie among the artifacts. */
export const runArtifactOrigin = 'ExperimentRun';

/** The name of the container of a run's files. */
export function dataContainerIdOf(runId: string): string {
  return `dcid.${runId}`;
}
