// The wire: what Azure ML's services and their clients send each other. For those who write a service or an adapter.

export { type DiscoveryDto, discoverySchema } from './azure-ml/addresses/wire/discovery-dto.js';
export {
  type ArtifactDto,
  type ArtifactPageDto,
  artifactPageSchema,
  type ContentInfoDto,
  contentInfoSchema,
} from './azure-ml/artifacts/wire/artifact-dto.js';
export {
  type SweepCancelDto,
  type SweepCreatedDto,
  sweepCancelSchema,
  sweepCreatedSchema,
} from './azure-ml/hyperdrive/wire/hyperdrive-dto.js';
export {
  type ChildCountsDto,
  type ChildCountsRequestDto,
  childCountsRequestSchema,
  childCountsSchema,
  type LeadingChildDto,
  type LeadingChildrenDto,
  type LeadingChildrenRequestDto,
  leadingChildrenRequestSchema,
  leadingChildrenSchema,
  type StatusCountDto,
} from './azure-ml/metrics/wire/leading-children-dto.js';
export {
  type ChildMetricDto,
  type ChildMetricsDto,
  type ChildMetricsRequestDto,
  childMetricsRequestSchema,
  childMetricsSchema,
  type MetricColumnsDto,
  manyRunsOffers,
  type RunColumnsDto,
  type RunColumnsListDto,
  type RunColumnsRequestDto,
  runColumnsListSchema,
  runColumnsRequestSchema,
} from './azure-ml/metrics/wire/many-runs-dto.js';
export {
  type MetricBatchDto,
  type MetricDto,
  type MetricEnvelopeDto,
  type MetricPropertiesDto,
  type MetricRequestDto,
  type MetricRowDto,
  metricBatchSchema,
  metricEnvelopeSchema,
  metricRequestSchema,
  metricRowSchema,
  metricSchema,
} from './azure-ml/metrics/wire/metric-dto.js';
export {
  type MetricListDto,
  type MetricListEntryDto,
  type MetricListRequestDto,
  metricListRequestSchema,
  metricListSchema,
} from './azure-ml/metrics/wire/metric-list-dto.js';
export {
  type MetricQueryColumnDto,
  type MetricQueryEntryDto,
  type MetricQueryPageDto,
  metricQueryPageSchema,
} from './azure-ml/metrics/wire/metric-query-dto.js';
export {
  type RunDetailsDto,
  type RunDto,
  type RunPageDto,
  type RunWarningDto,
  runDetailsSchema,
  runPageSchema,
  runSchema,
} from './azure-ml/run-history/wire/run-dto.js';
export {
  type RunPatchDto,
  type RunQueryDto,
  runPatchSchema,
  runQuerySchema,
} from './azure-ml/run-history/wire/run-request-dto.js';
export {
  dataContainerIdOf,
  metricColumnTypes,
  metricTypes,
  runArtifactOrigin,
  wireHeaders,
} from './azure-ml/wire/constants.js';
export { type ErrorBodyDto, type ErrorDetailDto, errorBodySchema } from './azure-ml/wire/error-dto.js';
// What MLflow's protocol contains of a sweep, and how it is written where MLflow has no place for it.
export { fromMlflowName, isMlflowName, toMlflowName } from './mlflow/runs/mlflow-name.js';
export { fromMlflowStatus } from './mlflow/runs/mlflow-status.js';
export { escapedNames, hasOurNames, ourNames, type RunNames, theirNames } from './mlflow/runs/run-names.js';
export { mlflowTags, ownTags as mlflowOwnTags, storedInfinity } from './mlflow/wire/constants.js';
export {
  jsonObject,
  jsonValue,
  maybe,
  readWire,
  readWireText,
  textByName,
  type WireReading,
  type WireSchema,
  wireList,
  wireObject,
  wordOrNumber,
} from './wire-json/wire-schema.js';
export { type WireRecord, type WireValue, writeWireJson } from './wire-json/write-wire-json.js';
