// What can be said of a backend, a target or a file before what reads it is loaded. Nothing here leads to an adapter, so that bundlers
// put each into a file of its own.
export { type BasicCredential, isBasicCredential } from './auth/basic-credential.js';
export type { Credential } from './auth/credential.js';
export { parseAzureMlUri } from './azure-ml/addresses/parse-azure-ml-uri.js';
export { sweepJobTarget } from './azure-ml/arm/submit/sweep-job-target.js';
export { type AzureMlFace, azureMlFace } from './azure-ml/azure-ml-face.js';
export type { RetryOptions } from './http/patience/retry-policy.js';
export { type MlflowFace, mlflowFace } from './mlflow/mlflow-face.js';
export type { MlflowOptions } from './mlflow/mlflow-options.js';
export { isMlflowUri, parseMlflowUri } from './mlflow/parse-mlflow-uri.js';
export { SnapshotError } from './snapshot/snapshot-error.js';
export type { SnapshotSource } from './snapshot/split-lines.js';
