import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../conformance/python/make-environment.mjs';
import {
  commandLineTool,
  documentedBlock,
  runDocumented,
  writeDocumentedProject,
} from '../docs/commands/run-documented.js';
import { temporaryFolder } from './start-on-cluster.js';

it('the commands of docs/slurm.md run a sweep on a cluster, as they are printed', async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  if (!existsSync(commandLineTool)) return context.skip('the command line tool is not built: npm run build');
  const folder = await temporaryFolder();
  await writeDocumentedProject('slurm.md', folder);
  const commands = await documentedBlock('slurm.md', 'sh');
  const { code, said } = await runDocumented(commands, { folder, python: environment.python });
  expect(said).toContain('Trials can run there.');
  expect(said).toContain('3 Completed');
  expect(said).toContain('bestPrimaryMetric\t0.9');
  expect(code).toBe(0);
});
