// Answers as services write them, text by text: fields that nobody reads, nulls, numbers that JSON has no word for.

/** Which request is answered with which text. */
export interface RawAnswer {
  readonly method: 'GET' | 'POST';
  /** What the decoded path with its query must contain. */
  readonly path: RegExp;
  readonly status?: number;
  readonly text: string;
}

/** The sweep that the texts tell of. */
export const rawSweepId = 'HD_5a7e0b1c-9d3f-4e62-b8a1-70c4d2e6f913';
const id = rawSweepId;

const run = (suffix: string, status: string, more: string): string =>
  `{"runNumber":1764000000,"rootRunId":"${id}","createdUtc":"2025-11-24T16:00:00.1234567+00:00","createdBy":{"userObjectId":"0","userPuId":null,"userIdp":null,"userName":"A Grower","upn":null},"userId":"0","token":null,"tokenExpiryTimeUtc":null,"error":null,"warnings":null,"revision":12,"statusRevision":4,"runUuid":"u","parentRunUuid":null,"lastStartTimeUtc":null,"currentComputeTime":null,"computeDuration":"00:01:02.0000001","effectiveStartTimeUtc":null,"runId":"${id}${suffix}","status":"${status}","customCode":null,"hidden":false,"queueingInfo":null,"inputs":null,"outputs":{},"cancelationReason":null,"dataContainerId":"dcid.${id}${suffix}",${more}}`;

const tags = [
  '"_aml_system_generator_config":"{\\"name\\": \\"RANDOM\\", \\"parameter_space\\": {\\"--rate\\": [\\"uniform\\", [0.1, 0.9]]}}"',
  '"_aml_system_primary_metric_config":"{\\"name\\": \\"pit: loss\\", \\"goal\\": \\"minimize\\"}"',
  '"_aml_system_policy_config":"{\\"name\\": \\"DEFAULT\\"}"',
  `"_aml_system_platform_config":"{\\"ServiceAddress\\": \\"https://x.invalid\\", \\"SubscriptionId\\": \\"s\\", \\"ResourceGroupName\\": \\"g\\", \\"WorkspaceName\\": \\"w\\", \\"ExperimentName\\": \\"e\\", \\"Definition\\": {}}"`,
  '"_aml_system_max_total_jobs":"4"',
  '"_aml_system_max_concurrent_jobs":"2"',
  '"_aml_system_max_duration_minutes":"10080"',
  `"_aml_system_${id}_0":"{\\"--rate\\": 0.25, \\"seed\\": 9007199254740993}"`,
  `"_aml_system_${id}_1":"{\\"--rate\\": 0.5}"`,
].join(',');

const parent = run(
  '',
  'Running',
  `"parentRunId":null,"experimentId":"e","startTimeUtc":"2025-11-24T16:00:01.0000000+00:00","endTimeUtc":null,"runType":"hyperdrive","target":"orchard","properties":{"runTemplate":"HyperDrive","azureml.runsource":"hyperdrive","resume_from":"null","primary_metric_config":null},"tags":{${tags}}`,
);

const child = (number: number, status: string): string =>
  run(
    `_${number}`,
    status,
    `"parentRunId":"${id}","experimentId":null,"startTimeUtc":"2025-11-24T16:00:0${9 - number}.0000000+00:00","endTimeUtc":null,"runType":"azureml.scriptrun","properties":null,"tags":null`,
  );

const details = (number: number, status: string): string =>
  `{"runId":"${id}_${number}","target":"orchard","status":"${status}","startTimeUtc":null,"endTimeUtc":null,"services":null,"properties":null,"error":null,"warnings":null,"inputDatasets":[],"outputDatasets":[],"runDefinition":{"script":"train.py","arguments":["--rate","0.${number}5"],"nodeCount":1},"logFiles":{}}`;

const scalar = (values: readonly string[], type = 'double'): string =>
  `{"dataContainerId":"d","name":"pit: loss","columns":{"pit: loss":"${type}"},"value":[${values
    .map(
      (value, at) =>
        `{"metricId":"m${at}","createdUtc":"2025-11-24T16:01:0${at}.0000000+00:00","step":${at === 0 ? 'null' : at},"data":{"pit: loss":${value}}}`,
    )
    .join(',')}],"nextLink":null,"continuationToken":null,"properties":{"uxMetricType":"azureml.v1.scalar"}}`;

const table = `{"dataContainerId":"d","name":"best_child_by_primary_metric","columns":{"final":"bool","run_id":"string","time_elapse":"int","metric_value":"double","metric_name":"string"},"value":[{"metricId":"t","createdUtc":"2025-11-24T16:02:00.0000000+00:00","step":0,"data":{"final":false,"run_id":"${id}_2","time_elapse":61,"metric_value":0.5,"metric_name":"pit: loss"}}],"nextLink":null,"continuationToken":null,"properties":{"uxMetricType":"azureml.v1.table"}}`;

const names = (name: string): string =>
  `{"value":[{"metricKey":{"namespace":null,"name":"${name}"},"columns":{}}],"nextLink":null,"continuationToken":null}`;

/** A service that is asked for what it does not know. */
export const rawNotFound =
  '{"error":{"code":"UserError","severity":null,"message":"Not found.","messageFormat":"","messageParameters":{},"referenceCode":null,"detailsUri":null,"target":null,"details":[],"innerError":{"code":"NotFoundError","innerError":null},"debugInfo":null,"additionalInfo":null},"correlation":{"operation":"o","request":"r"},"environment":"orchard","location":"orchard","time":"2025-11-24T16:03:00.0000000+00:00","componentName":"run-history","statusCode":404}';

/** The texts; the first whose method and path fit is the answer. */
export const rawAnswers: readonly RawAnswer[] = [
  {
    method: 'GET',
    path: new RegExp(`runs/${id}/children.*continuationToken=page two`),
    text: `{"value":[${child(2, 'Running')},${child(3, 'NotStarted')}],"continuationToken":null,"nextLink":null}`,
  },
  {
    method: 'GET',
    path: new RegExp(`runs/${id}/children`),
    text: `{"value":[${child(0, 'Completed')},${child(1, 'Failed')}],"continuationToken":"page two","nextLink":null}`,
  },
  { method: 'GET', path: new RegExp(`runs/${id}(?:\\?|$)`), text: parent },
  ...['Completed', 'Failed', 'Running', 'NotStarted'].flatMap((status, number): RawAnswer[] => [
    { method: 'GET', path: new RegExp(`runs/${id}_${number}(?:\\?|$)`), text: child(number, status) },
    { method: 'GET', path: new RegExp(`runs/${id}_${number}/details`), text: details(number, status) },
  ]),
  { method: 'POST', path: new RegExp(`runs/${id}/list`), text: names('best_child_by_primary_metric') },
  { method: 'POST', path: new RegExp(`runs/${id}_3/list`), text: '{"value":[],"continuationToken":null}' },
  { method: 'POST', path: new RegExp(`runs/${id}_\\d/list`), text: names('pit: loss') },
  { method: 'POST', path: new RegExp(`runs/${id}/full`), text: table },
  { method: 'POST', path: new RegExp(`runs/${id}_0/full`), text: scalar(['0.75', 'NaN', '-0.0', '1e400']) },
  { method: 'POST', path: new RegExp(`runs/${id}_1/full`), text: scalar(['"-0.5"', 'Infinity', '"NaN"']) },
  { method: 'POST', path: new RegExp(`runs/${id}_2/full`), text: scalar(['9007199254740993', '3'], 'int') },
  {
    method: 'POST',
    path: new RegExp(`hyperdrive/v1.0/.*runs/${id}/cancel`),
    text: `{"code":200,"result":"Cancellation requested for ${id}"}`,
  },
];
