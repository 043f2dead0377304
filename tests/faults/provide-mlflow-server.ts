/** The real MLflow server that the tests of MLflow use, for this project. */
export { setup } from '../mlflow/provide-mlflow-server.js';
