/** The real MLflow server that the tests of MLflow use: in one run it is the same. */
export { setup } from '../mlflow/provide-mlflow-server.js';
