// The wire: what Azure ML's services and their clients send each other. For those who write a service or an adapter.
export {
  type ArtifactDto,
  type ArtifactPageDto,
  artifactPageSchema,
  type ContentInfoDto,
  contentInfoSchema,
} from './azure-ml/wire/artifact-dto.js';
export {
  bestChildMetricName,
  dataContainerIdOf,
  hyperDriveUserAgent,
  metricColumnTypes,
  metricTypes,
  runArtifactOrigin,
  systemTagPrefix,
  wireHeaders,
} from './azure-ml/wire/constants.js';
export { type DiscoveryDto, discoverySchema } from './azure-ml/wire/discovery-dto.js';
export { type ErrorBodyDto, type ErrorDetailDto, errorBodySchema } from './azure-ml/wire/error-dto.js';
export {
  type SweepCancelDto,
  type SweepCreatedDto,
  sweepCancelSchema,
  sweepCreatedSchema,
} from './azure-ml/wire/hyperdrive-dto.js';
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
} from './azure-ml/wire/metric-dto.js';
export {
  type MetricListDto,
  type MetricListEntryDto,
  type MetricListRequestDto,
  metricListRequestSchema,
  metricListSchema,
} from './azure-ml/wire/metric-list-dto.js';
export {
  type MetricQueryColumnDto,
  type MetricQueryEntryDto,
  type MetricQueryPageDto,
  metricQueryPageSchema,
} from './azure-ml/wire/metric-query-dto.js';
export {
  type RunDetailsDto,
  type RunDto,
  type RunPageDto,
  type RunWarningDto,
  runDetailsSchema,
  runPageSchema,
  runSchema,
} from './azure-ml/wire/run-dto.js';
export { type RunPatchDto, type RunQueryDto, runPatchSchema, runQuerySchema } from './azure-ml/wire/run-request-dto.js';
// What MLflow's protocol holds of a sweep, and how it is written where MLflow has no place for it.
export { fromMlflowName, isMlflowName, toMlflowName } from './mlflow/mlflow-name.js';
export { fromMlflowStatus } from './mlflow/mlflow-status.js';
export { escapedNames, hasOurNames, ourNames, type RunNames, theirNames } from './mlflow/run-names.js';
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
