import { Hono } from 'hono';
import { allowOrigins } from './access/allow-origins.js';
import { canonicalPath } from './access/canonical-path.js';
import { guardAddress, guardToken } from './access/guards.js';
import { addArtifactRoutes } from './artifacts/artifact-routes.js';
import { addFileContentRoute } from './artifacts/file-content-route.js';
import { addComputeRoutes } from './compute-routes.js';
import { addDiscoveryRoutes } from './discovery-routes.js';
import { dropUnreadBody } from './http/drop-unread-body.js';
import { errorResponse } from './http/error-response.js';
import { RequestRefusal } from './http/request-refusal.js';
import { addLaunchRoutes } from './launches/launch-routes.js';
import { addChildMetricRoutes } from './metrics/child-metric-routes.js';
import { addLeadingChildrenRoutes } from './metrics/leading-children-routes.js';
import { addMetricQueryRoutes } from './metrics/metric-query-routes.js';
import { addMetricRoutes } from './metrics/metric-routes.js';
import { addRunColumnsRoutes } from './metrics/run-columns-routes.js';
import { addMlflowRoutes } from './mlflow/add-mlflow-routes.js';
import { mlflowErrorResponse } from './mlflow/mlflow-error-response.js';
import { isMlflowPath } from './mlflow/mlflow-paths.js';
import { addBatchRoutes } from './runs/batch-routes.js';
import { addChildCountRoutes } from './runs/child-count-routes.js';
import { addEventRoutes } from './runs/event-routes.js';
import { addRunChangeRoutes } from './runs/run-change-routes.js';
import { addRunListRoutes } from './runs/run-list-routes.js';
import { addRunRoutes } from './runs/run-routes.js';
import type { ServiceApp, ServiceContext, ServiceEnvironment } from './service-context.js';
import { addCancelRoutes } from './sweeps/cancel-routes.js';
import { addHyperdriveRoutes } from './sweeps/hyperdrive-routes.js';
import { addPauseRoutes } from './sweeps/pause-routes.js';
import { addUpkeepRoutes } from './upkeep-routes.js';

/** The whole HTTP face of the service: guards first, then the routes, each in a file of its own. */
export function createServiceFetch(service: ServiceContext): (request: Request) => Promise<Response> {
  const app = createServiceApp(service);
  return async (request) => app.fetch(request);
}

/** The app itself, for tests that go over all of its routes. */
export function createServiceApp(service: ServiceContext): ServiceApp {
  const app = createBareApp(service);
  app.use(guardAddress(service.allowedOrigins));
  app.use(allowOrigins(service.allowedOrigins));
  addOpenRoutes(app, service);
  app.use(guardToken(service));
  addRunTokenRoutes(app, service);
  addCancelRoutes(app, service);
  addHyperdriveRoutes(app, service);
  addPauseRoutes(app, service);
  addUpkeepRoutes(app, service);
  addComputeRoutes(app, service);
  return app;
}

/** An app without routes and guards: how it reads paths, and what its failures look like. */
export function createBareApp(service: ServiceContext): ServiceApp {
  const app: ServiceApp = new Hono<ServiceEnvironment>({
    getPath: (request) => canonicalPath(new URL(request.url).pathname),
  });

  app.onError((error, request) => {
    const { method, path } = request.req;
    const answer = isMlflowPath(path)
      ? mlflowErrorResponse(error)
      : errorResponse(error, {
          requestId: request.get('requestId') ?? '',
          operation: `${method} ${path}`.slice(0, 200),
          now: service.now(),
        });
    if (answer.status >= 500) service.onFailure?.(error);
    return answer;
  });
  app.notFound((request) => {
    throw new RequestRefusal(404, `The local service has no ${request.req.method} ${request.req.path}.`, 'NotFound');
  });

  app.use(async (request, next) => {
    request.set('requestId', request.req.header('x-ms-client-request-id')?.slice(0, 100) ?? crypto.randomUUID());
    await next();
  });
  app.use(dropUnreadBody());
  return app;
}

/** What needs neither the service's token nor a run's: it says nothing, or has an access of its own. */
export function addOpenRoutes(app: ServiceApp, service: ServiceContext): void {
  addDiscoveryRoutes(app);
  addFileContentRoute(app, service);
  addLaunchRoutes(app, service);
}

/** What a run's token may do, among others' tokens; each route says for which runs. */
export function addRunTokenRoutes(app: ServiceApp, service: ServiceContext): void {
  addRunRoutes(app, service);
  addRunListRoutes(app, service);
  addRunChangeRoutes(app, service);
  addBatchRoutes(app, service);
  addEventRoutes(app, service);
  addMetricRoutes(app, service);
  addMetricQueryRoutes(app, service);
  addChildCountRoutes(app, service);
  addChildMetricRoutes(app, service);
  addLeadingChildrenRoutes(app, service);
  addRunColumnsRoutes(app, service);
  addArtifactRoutes(app, service);
  addMlflowRoutes(app, service);
}
