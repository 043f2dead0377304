import type { RunScope } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';

/** A backend with some of its methods replaced. */
export function replaced(backend: SweepBackend, methods: Partial<SweepBackend>): SweepBackend {
  return new Proxy<SweepBackend>(backend, {
    get(target, name) {
      if (Object.hasOwn(methods, name)) return Reflect.get(methods, name);
      if (name === 'withScope') return (scope: RunScope) => replaced(backend.withScope(scope), methods);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
