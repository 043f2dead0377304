import type { PlacementKey, SweepTarget } from '@hyperdrive-run/core/ports';
import { expect, it } from 'vitest';
import { takesJobs } from '../__fixtures__/takes-jobs.js';
import { thisMachine } from '../__fixtures__/this-machine.js';
import type { IgnoredKey } from '../reader/file-reader.js';
import { warnOfIgnored } from './warn-of-ignored.js';

const target: SweepTarget = {
  ...thisMachine,
  withoutEffect: {
    says: 'has no effect',
    reasons: new Map<PlacementKey, string>([
      ['compute', 'it is a test'],
      ['identity', 'it is a test'],
      ['inputs.mode', 'files are used in place'],
    ]),
  },
};
const ignored = (path: string, key: PlacementKey, more: Partial<IgnoredKey> = {}): IgnoredKey => ({
  path,
  key,
  line: 1,
  column: 1,
  ...more,
});

it('keys that have no effect have one warning, in the order of the file, with each reason once', () => {
  const keys = [
    ignored('services', 'services', { line: 9, column: 1 }),
    ignored('inputs.b.mode', 'inputs.mode', { line: 4, column: 30 }),
    ignored('inputs.a.mode', 'inputs.mode', { line: 4, column: 5 }),
    ignored('identity', 'identity', { line: 7, column: 1 }),
    ignored('compute', 'compute', { line: 2, column: 3 }),
  ];
  expect(warnOfIgnored(keys, target)).toEqual([
    {
      path: 'compute',
      line: 2,
      column: 3,
      message:
        'has no effect: it is a test. The same holds for identity (line 7); inputs.a.mode (line 4), inputs.b.mode (line 4): files are used in place; services (line 9): a config has no field for it',
    },
  ]);
});

it('keys of several files have a warning for each', () => {
  const keys = [
    ignored('compute', 'compute', { line: 5 }),
    ignored('identity', 'identity', { file: 'train.yml', line: 3 }),
    ignored('identity', 'identity', { line: 2 }),
  ];
  expect(warnOfIgnored(keys, target).map(({ file, path, message }) => [file, path, message])).toEqual([
    [undefined, 'identity', 'has no effect: it is a test. The same holds for compute (line 5)'],
    ['train.yml', 'identity', 'has no effect: it is a test'],
  ]);
});

it('keys of overrides are named by these, or by the option that they were made from', () => {
  const keys = [
    ignored('compute', 'compute', { override: 'compute=a', option: '--compute a' }),
    ignored('identity', 'identity', { override: 'identity={}', line: 2 }),
    ignored('inputs.a.mode', 'inputs.mode', { override: 'inputs.a.mode=b', option: '--mode b', line: 3 }),
  ];
  expect(warnOfIgnored(keys, target)).toEqual([
    {
      path: 'compute',
      line: 1,
      column: 1,
      override: 'compute=a',
      option: '--compute a',
      message:
        'has no effect: it is a test. The same holds for identity (--set identity={}); inputs.a.mode (--mode b): files are used in place',
    },
  ]);
});

it('keys that no config has a field for are said where the target takes configs, and not where it takes jobs', () => {
  const keys = [ignored('services', 'services'), ignored('compute', 'compute')];
  expect(warnOfIgnored([ignored('services', 'services')], target)).toHaveLength(1);
  const { withoutEffect } = target;
  expect(warnOfIgnored(keys, { ...takesJobs, withoutEffect }).map(({ path, message }) => [path, message])).toEqual([
    ['compute', 'has no effect: it is a test'],
  ]);
  expect(warnOfIgnored([], target)).toEqual([]);
});
