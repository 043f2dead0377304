import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { ensurePythonEnvironment } from '../conformance/python/make-environment.mjs';
import {
  commandLineTool,
  documentedBlock,
  runDocumented,
  writeDocumentedProject,
} from '../docs/commands/run-documented.js';
import { namespacesPrefix } from './cluster/in-namespaces.mjs';
import { patientStart } from './cluster/start-ray.mjs';
import { takeTurns } from './cluster/take-turns.mjs';

takeTurns('a head of its own');

it('the commands of docs/ray.md start a head and run a sweep on it, as they are printed', async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  if (!existsSync(commandLineTool)) return context.skip('the command line tool is not built: npm run build');
  // The head listens where each does, and `ray stop` ends every Ray that it sees: neither is to be another test's.
  const apart = namespacesPrefix(environment.python);
  if ('notRun' in apart) return context.skip(apart.notRun);
  // The paths of Ray's sockets are long, and may have 107 characters.
  const folder = await mkdtemp('/tmp/hr-docs-');
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await writeDocumentedProject('ray.md', folder);
  const variables = Object.entries({ ...patientStart, RAY_TMPDIR: folder }).map(([name, value]) => `${name}=${value}`);
  const ofRay = dirname(inject('ray').program);
  const { code, said } = await runDocumented(await documentedBlock('ray.md', 'sh'), {
    folder,
    python: environment.python,
    // A newcomer has one Python for all of it. Here Ray has one of its own, in which it is installed already.
    programs: { ray: join(ofRay, 'ray'), pip: join(ofRay, 'pip') },
    through: ['env', ...variables, ...apart.prefix],
  });
  expect(said).toContain('Trials can run there.');
  expect(said).toContain('3 Completed');
  expect(said).toContain('bestPrimaryMetric\t0.9');
  expect(code).toBe(0);
}, 900_000);
