import { existsSync } from 'node:fs';
import type { ConfigViolation, SweepTarget } from '@hyperdrive-run/core';

/** A target for tests: runs trials on this machine, from files that must exist. */
export const thisMachine: SweepTarget = {
  name: 'this machine',
  trialsAtOnce: 2,
  findViolations({ runConfig }) {
    const paths: [string, string | undefined][] = [
      ['code', runConfig?.code],
      ...[...(runConfig?.inputs ?? [])].map(([name, input]): [string, string | undefined] => [
        `inputs[${JSON.stringify(name)}].path`,
        'path' in input ? input.path : undefined,
      ]),
    ];
    return paths.flatMap(([key, path]): ConfigViolation[] =>
      path === undefined || existsSync(path)
        ? []
        : [{ path: `runConfig.${key}`, got: path, takes: 'a folder or a file that exists on this machine' }],
    );
  },
};
