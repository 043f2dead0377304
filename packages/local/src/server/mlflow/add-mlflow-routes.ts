import type { ServiceApp, ServiceContext } from '../service-context.js';
import { addMlflowArtifactRoutes } from './artifacts/artifact-routes.js';
import { createExperimentDirectory } from './experiments/experiment-directory.js';
import { addMlflowExperimentRoutes } from './experiments/experiment-routes.js';
import { addMlflowExperimentSearchRoute } from './experiments/experiment-search-route.js';
import { addMlflowHistoryRoutes } from './metrics/history-routes.js';
import { addMlflowLogRoutes } from './metrics/log-routes.js';
import { addMlflowModelRoutes } from './models/model-routes.js';
import { addMlflowRunRoutes } from './runs/run-routes.js';
import { addMlflowSearchRoutes } from './search/search-routes.js';
import { addMlflowServerInfoRoute } from './server-info-route.js';

/**
 * MLflow's tracking calls over the same runs: what a script logs there is read through the Azure ML calls, and the other
 * way round, but for what MLflow cannot express.
 */
export function addMlflowRoutes(app: ServiceApp, service: ServiceContext): void {
  const experiments = createExperimentDirectory(service.store);
  addMlflowRunRoutes(app, service, experiments);
  addMlflowLogRoutes(app, service);
  addMlflowSearchRoutes(app, service, experiments);
  addMlflowHistoryRoutes(app, service);
  addMlflowExperimentRoutes(app, service, experiments);
  addMlflowExperimentSearchRoute(app, service, experiments);
  addMlflowServerInfoRoute(app);
  addMlflowArtifactRoutes(app, service);
  addMlflowModelRoutes(app, service, experiments);
}
