import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameWorkspace, keyInScope, type RunKey, runIdentity } from './run-key.js';

/** Few texts, so that keys that differ in one part alone are common. */
const part = fc.constantFrom('a', 'b', 'a/b', '');
const scope = fc.record({ subscriptionId: part, resourceGroup: part, workspaceName: part });
const key = fc.record({ scope, runId: part });

const keyOf = (subscriptionId: string, resourceGroup: string, workspaceName: string, runId: string): RunKey => ({
  scope: { subscriptionId, resourceGroup, workspaceName },
  runId,
});

const isSameRun = (a: RunKey, b: RunKey): boolean => a.runId === b.runId && isSameWorkspace(a.scope, b.scope);

describe('the identity of a run', () => {
  it('is the same text for two keys exactly where workspace and run id are the same', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(runIdentity(a) === runIdentity(b)).toBe(isSameRun(a, b));
        expect(runIdentity(structuredClone(a))).toBe(runIdentity(a));
      }),
      // Two runs whose parts are the same text once they are joined: pairs at random hardly ever are.
      { numRuns: 3000, examples: [[keyOf('a/b', 'a', 'a', 'b'), keyOf('a', 'b', 'a', 'a/b')]] },
    );
  });

  it('does not depend on the experiment', () => {
    fc.assert(
      fc.property(key, part, ({ scope: workspace, runId }, experimentName) => {
        const inExperiment = { ...workspace, experimentName };
        expect(runIdentity({ scope: inExperiment, runId })).toBe(runIdentity({ scope: workspace, runId }));
        expect(isSameWorkspace(inExperiment, workspace)).toBe(true);
      }),
    );
  });
});

describe('the key of a run that a config names', () => {
  it('takes from the scope of the sweep what the config leaves out, and nothing else', () => {
    const partial = fc.record({ subscriptionId: part, resourceGroup: part, workspaceName: part }, { requiredKeys: [] });
    fc.assert(
      fc.property(scope, partial, part, (own, runScope, runId) => {
        expect(keyInScope(own, { runId, runScope })).toEqual({ runId, scope: { ...own, ...runScope } });
      }),
    );
  });
});
