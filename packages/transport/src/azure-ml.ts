// The Azure ML adapter alone, for whoever loads it when it is needed.
export { createAzureMlBackend } from './azure-ml/azure-ml-backend.js';
export { createAzureMlTrainingBackend } from './azure-ml/azure-ml-training-backend.js';
