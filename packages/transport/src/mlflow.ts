// The MLflow adapter alone, for whoever loads it when it is needed.
export { createMlflowBackend } from './mlflow/mlflow-backend.js';
