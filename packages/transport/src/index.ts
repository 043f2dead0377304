export type { AccessToken, Credential, TokenCredential } from './auth/credential.js';
export { createAzureMlBackend } from './azure-ml/azure-ml-backend.js';
export type { AzureMlEndpoint } from './azure-ml/azure-ml-endpoint.js';
export type { AzureMlOptions } from './azure-ml/azure-ml-options.js';
export { createAzureMlTrainingBackend } from './azure-ml/azure-ml-training-backend.js';
export { type AzureMlTarget, parseAzureMlUri } from './azure-ml/parse-azure-ml-uri.js';
export type { Fetch } from './http/fetch.js';
export type { RetryOptions } from './http/retry-policy.js';
