/** The sweep file of the pages of clusters on this machine, which has none of its name. Beside it: tests/ray and tests/slurm. */

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ensurePythonEnvironment } from '../../conformance/python/make-environment.mjs';
import { commandLineTool, runDocumented, writeDocumentedProject } from './run-documented.js';

// The commands are for a POSIX shell, which Windows does not have by itself.
it.skipIf(process.platform === 'win32')(
  'the sweep file and the script of docs/ray.md run on this machine, where no cluster was added',
  async (context) => {
    const environment = await ensurePythonEnvironment();
    if ('notRun' in environment) return context.skip(environment.notRun);
    if (!existsSync(commandLineTool)) return context.skip('the command line tool is not built: npm run build');
    const folder = await mkdtemp(join(tmpdir(), 'hyperdrive-one-file-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    await writeDocumentedProject('ray.md', folder);
    const { code, said } = await runDocumented('hyperdrive submit sweep.yml --wait', {
      folder,
      python: environment.python,
    });
    expect(said).toContain('no compute of this name was added (hyperdrive compute add), so trials run on this machine');
    expect(said).toContain('3 Completed');
    expect(said).toContain('bestPrimaryMetric\t0.9');
    expect(code, said).toBe(0);
  },
  300_000,
);
