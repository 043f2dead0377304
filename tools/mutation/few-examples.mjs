// Under mutation a property is asked with few examples: thousands for each change would take days. A score can only be lower by it.

import { vi } from 'vitest';

const mostRuns = 25;

vi.mock('fast-check', async (importOriginal) => {
  /** @type {typeof import('fast-check')} */
  const original = await importOriginal();
  const assert = new Proxy(original.assert, {
    apply(target, self, [property, parameters]) {
      const numRuns = Math.min(parameters?.numRuns ?? mostRuns, mostRuns);
      return Reflect.apply(target, self, [property, { ...parameters, numRuns }]);
    },
  });
  return { ...original, assert, default: { ...original.default, assert } };
});
