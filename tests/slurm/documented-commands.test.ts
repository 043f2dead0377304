import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../conformance/python/make-environment.mjs';
import { commandLineTool, documentedBlock, runDocumented } from './documented-commands.js';
import { temporaryFolder } from './start-on-cluster.js';

it('the commands of docs/slurm.md run a sweep on a cluster, as they are printed', async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  if (!existsSync(commandLineTool)) return context.skip('the command line tool is not built: npm run build');
  const folder = await temporaryFolder();
  const project = join(folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'sweep.yml'), await documentedBlock('slurm.md', 'yaml'));
  await writeFile(join(project, 'train.py'), await documentedBlock('slurm.md', 'python'));
  const { code, said } = await runDocumented(await documentedBlock('slurm.md', 'sh'), folder, environment.python);
  expect(said).toContain('Trials can run there.');
  expect(said).toContain('3 Completed');
  expect(said).toContain('bestPrimaryMetric\t0.9');
  expect(code).toBe(0);
});
