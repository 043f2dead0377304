import type { ServiceApp } from '../service-context.js';

/** A route as the service registered it: its pattern has parts such as `:run` and `:path{[\s\S]+}`. */
export interface Route {
  readonly method: string;
  readonly pattern: string;
}

/** Every route of the service, guards and other middleware left out, each once. */
export function routesOf(app: ServiceApp): readonly Route[] {
  const routes = new Map<string, Route>();
  for (const { method, path } of app.routes) {
    if (method !== 'ALL') routes.set(`${method} ${path}`, { method, pattern: path });
  }
  return [...routes.values()];
}

/** A path for a pattern, each of its parts filled. */
export function fillPattern(pattern: string, fill: (part: string) => string): string {
  return pattern.replace(/:(\w+)(?:\{[^}]*\})?/g, (_, part: string) => fill(part));
}
