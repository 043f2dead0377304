import { Hono } from 'hono';
import { allowOrigins } from './allow-origins.js';
import { addArtifactRoutes } from './artifact-routes.js';
import { addBatchRoutes } from './batch-routes.js';
import { addCancelRoutes } from './cancel-routes.js';
import { canonicalPath } from './canonical-path.js';
import { addDiscoveryRoutes } from './discovery-routes.js';
import { dropUnreadBody } from './drop-unread-body.js';
import { errorAnswer } from './error-answer.js';
import { addEventRoutes } from './event-routes.js';
import { addFileContentRoute } from './file-content-route.js';
import { guardAddress, guardToken } from './guards.js';
import { addHyperdriveRoutes } from './hyperdrive-routes.js';
import { addMetricQueryRoutes } from './metric-query-routes.js';
import { addMetricRoutes } from './metric-routes.js';
import { addMlflowRoutes } from './mlflow/add-mlflow-routes.js';
import { mlflowErrorAnswer } from './mlflow/mlflow-error-answer.js';
import { isMlflowPath } from './mlflow/mlflow-paths.js';
import { RequestRefusal } from './request-refusal.js';
import { addRunChangeRoutes } from './run-change-routes.js';
import { addRunListRoutes } from './run-list-routes.js';
import { addRunRoutes } from './run-routes.js';
import type { ServiceApp, ServiceContext, ServiceEnvironment } from './service-context.js';
import { addSteerRoutes } from './steer-routes.js';
import { addUpkeepRoutes } from './upkeep-routes.js';

/** The whole HTTP face of the service: guards first, then the routes, each in a file of its own. */
export function createServiceFetch(service: ServiceContext): (request: Request) => Promise<Response> {
  const app = createServiceApp(service);
  return async (request) => app.fetch(request);
}

/** The app itself, for tests that go over all of its routes. */
export function createServiceApp(service: ServiceContext): ServiceApp {
  const app: ServiceApp = new Hono<ServiceEnvironment>({
    getPath: (request) => canonicalPath(new URL(request.url).pathname),
  });

  app.onError((error, request) => {
    const { method, path } = request.req;
    const answer = isMlflowPath(path)
      ? mlflowErrorAnswer(error)
      : errorAnswer(error, {
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
  app.use(guardAddress(service.allowedOrigins));
  app.use(allowOrigins(service.allowedOrigins));
  addDiscoveryRoutes(app);
  addFileContentRoute(app, service);
  app.use(guardToken(service));
  addRunRoutes(app, service);
  addRunListRoutes(app, service);
  addRunChangeRoutes(app, service);
  addBatchRoutes(app, service);
  addEventRoutes(app, service);
  addCancelRoutes(app, service);
  addMetricRoutes(app, service);
  addMetricQueryRoutes(app, service);
  addArtifactRoutes(app, service);
  addHyperdriveRoutes(app, service);
  addSteerRoutes(app, service);
  addUpkeepRoutes(app, service);
  addMlflowRoutes(app, service);
  return app;
}
