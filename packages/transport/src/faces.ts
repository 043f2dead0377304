// What can be said of a backend before its adapter is loaded. Nothing here leads to an adapter, so that bundlers put each
// into a file of its own.
export { type BasicCredential, isBasicCredential } from './auth/basic-credential.js';
export type { Credential } from './auth/credential.js';
export { parseAzureMlUri } from './azure-ml/addresses/parse-azure-ml-uri.js';
export { type AzureMlFace, azureMlFace } from './azure-ml/azure-ml-face.js';
export type { RetryOptions } from './http/patience/retry-policy.js';
export { type MlflowFace, mlflowFace } from './mlflow/mlflow-face.js';
export { isMlflowUri, parseMlflowUri } from './mlflow/parse-mlflow-uri.js';
