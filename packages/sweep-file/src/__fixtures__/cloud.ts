import type { ConfigViolation } from '@hyperdrive-run/core';
import type { SweepTarget } from '@hyperdrive-run/core/ports';
import { isAssetReference } from '@hyperdrive-run/core/trial';

/** A target for tests: runs trials on computes and in environments that are chosen, from data that it has already. */
export const cloud: SweepTarget = {
  name: 'a cloud',
  withoutEffect: { says: 'is not submitted', reasons: new Map([['identity', 'nobody asks']]) },
  hasCompute: (name) => name !== 'local',
  findViolations({ runConfig }) {
    const found: ConfigViolation[] = [];
    for (const [name, input] of runConfig?.inputs ?? []) {
      if (!('path' in input) || isAssetReference(input.path)) continue;
      found.push({ path: `runConfig.inputs[${JSON.stringify(name)}].path`, got: input.path, takes: 'a reference' });
    }
    if (runConfig?.target !== 'local') return found;
    return [...found, { path: 'runConfig.target', got: 'local', takes: 'a compute of the cloud' }];
  },
};
