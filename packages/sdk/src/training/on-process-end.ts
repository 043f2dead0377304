import { property } from './process-environment.js';

/**
 * Runs `work` when the process has nothing else left to do. Where it fails the process says so and ends with 1: values
 * that were logged and never arrived must not look like a success. Does nothing in a runtime without processes.
 */
export function onProcessEnd(work: () => Promise<void>): void {
  const process = property(globalThis, 'process');
  const once = property(process, 'once');
  if (typeof once !== 'function') return;
  Reflect.apply(once, process, [
    'beforeExit',
    () => {
      work().catch((error: unknown) => {
        console.error('The last logged values could not be delivered:', error);
        if (typeof process === 'object' && process !== null) Reflect.set(process, 'exitCode', 1);
      });
    },
  ]);
}
