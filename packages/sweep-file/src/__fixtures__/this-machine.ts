import { existsSync } from 'node:fs';
import type { ConfigViolation } from '@hyperdrive-run/core';
import type { PlacementKey, SweepTarget } from '@hyperdrive-run/core/ports';
import { isAssetReference } from '@hyperdrive-run/core/trial';

const reason = 'it is a test';

/** A target for tests: runs trials on this machine, from files that must exist, and lets nothing be chosen. */
export const thisMachine: SweepTarget = {
  name: 'this machine',
  trialsAtOnce: 2,
  withoutEffect: {
    says: 'has no effect here',
    reasons: new Map<PlacementKey, string>([
      ['compute', reason],
      ['environment', reason],
      ['identity', reason],
      ['queue_settings', reason],
      ['distribution', reason],
      ['resources', reason],
      ['services', reason],
      ['inputs.mode', 'files are used in place'],
      ['outputs.path', 'outputs are kept'],
    ]),
  },
  hasCompute: (name) => name === 'local',
  findViolations({ runConfig }) {
    const paths: [string, string | undefined][] = [
      ['code', runConfig?.code],
      ...[...(runConfig?.inputs ?? [])].map(([name, input]): [string, string | undefined] => [
        `inputs[${JSON.stringify(name)}].path`,
        'path' in input ? input.path : undefined,
      ]),
    ];
    const found = paths.flatMap(([key, path]): ConfigViolation[] => {
      if (path === undefined || existsSync(path)) return [];
      const violation = { path: `runConfig.${key}`, got: path };
      if (!isAssetReference(path)) return [{ ...violation, takes: 'a folder or a file that exists on this machine' }];
      return [{ ...violation, got: JSON.stringify(path), takes: 'a path on this machine, as nothing is downloaded' }];
    });
    const target = runConfig?.target ?? 'local';
    return target === 'local' ? found : [...found, { path: 'runConfig.target', got: target, takes: 'local' }];
  },
};
