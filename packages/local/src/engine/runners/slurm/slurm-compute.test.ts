import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { assembleService } from '../../../assemble-service.js';
import { localPath } from '../../../server/route-paths.js';
import { temporaryFolder } from '../../../storage/__fixtures__/temporary-folder.js';
import type { Compute } from '../computes/compute.js';
import { computeToJson } from '../computes/compute.js';
import { writeComputeFile } from '../computes/compute-file.js';
import { slurmCompute } from './slurm-compute.js';

const faultOf = (fields: Partial<Compute>): string | undefined =>
  slurmCompute.findFault({ name: 'hall', uri: 'slurm:', resources: {}, setup: [], ...fields })?.option;

it('takes an address of SLURM, and a shared folder that exists', () => {
  expect(faultOf({})).toBeUndefined();
  expect(faultOf({ uri: 'slurm:main', sharedFolder: import.meta.dirname })).toBeUndefined();
  expect(faultOf({ uri: 'slurm://login-node' })).toBe('uri');
  expect(faultOf({ sharedFolder: '/nowhere/at/all' })).toBe('sharedFolder');
});

it('finds the commands of SLURM in the environment that its service was given', async (context) => {
  if (process.platform === 'win32') return context.skip('there is no sh here');
  const folder = await temporaryFolder();
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  const says = '#!/bin/sh\ntest "$1" = --version && echo "slurm-wlm of $GARDEN"\n:\n';
  writeFileSync(join(programs, 'sinfo'), says, { mode: 0o700 });
  writeComputeFile(folder, [
    { fields: computeToJson({ name: 'hall', uri: 'slurm:', resources: {}, setup: [] }), token: undefined },
  ]);
  const environment = { PATH: `${programs}:/bin:/usr/bin`, GARDEN: 'tulips' };
  const { fetch, token, store, engine } = assembleService(
    folder,
    { folder },
    { serviceAddress: () => undefined, isServedElsewhere: () => false, environment },
  );
  const headers = { authorization: `Bearer ${token}` };
  const check = new Request(`http://127.0.0.1:1${localPath}/computes/hall/check`, { method: 'POST', headers });
  const report = await (await fetch(check)).json();
  await engine.close();
  store.close();
  expect(report).toMatchObject({ engine: 'slurm-wlm of tulips', problems: ['There are no nodes in the cluster.'] });
});
