// What a sweep is copied to an MLflow server with, for whoever loads it when it is needed.
export { createMlflowCopyTarget } from './mlflow/copy/mlflow-copy-target.js';
