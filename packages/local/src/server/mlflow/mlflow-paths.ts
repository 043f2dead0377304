import { workspacePath } from '../route-paths.js';

/**
 * What a client's tracking URI names: a workspace, as in Azure ML's own MLflow addresses. The client adds the paths
 * below it.
 */
export const mlflowTrackingPath: string = `/mlflow/v2.0${workspacePath}`;

/** The calls of MLflow's REST API. */
export const mlflowApiPath: string = `${mlflowTrackingPath}/api/2.0/mlflow`;

/** Files: `<experiment id>/<run id>/artifacts/<path>`. */
export const mlflowArtifactsPath: string = `${mlflowTrackingPath}/api/2.0/mlflow-artifacts/artifacts`;

/** Whether a request is MLflow's, whose errors have a form of their own. */
export function isMlflowPath(path: string): boolean {
  return path.startsWith('/mlflow/');
}
