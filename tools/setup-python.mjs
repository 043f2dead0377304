#!/usr/bin/env node
// npm run setup:python: makes the Python environments that the suites of `npm test` ask, two at a time: the real HyperDriveRun,
// azure-ai-ml, MLflow, Optuna, Ray Tune and readers of tables. The first time it installs two gigabytes; then it is instant.
// Which ones could not be made, and why, goes where HYPERDRIVE_TEST_COUNTS says, for `npm test` to count.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureAzureEnvironment } from '../tests/azure-v2/python/make-environment.mjs';
import { ensurePythonEnvironment } from '../tests/conformance/python/make-environment.mjs';
import { ensureMlflowEnvironment } from '../tests/mlflow/python/make-environment.mjs';
import { ensureParquetEnvironment } from '../tests/readers/parquet/make-environment.mjs';
import { ensureReadersEnvironment } from '../tests/readers/python/make-environment.mjs';
import { ensureOptunaEnvironment, optunaMajors } from '../tests/stores/python/make-optuna-environment.mjs';
import { ensureRayTuneEnvironment } from '../tests/stores/ray-tune/python/make-environment.mjs';

const environments = [
  { name: 'the suites that ask MLflow', ensure: ensureMlflowEnvironment },
  { name: 'the suites that ask the Python class', ensure: ensurePythonEnvironment },
  { name: 'the suite that asks Ray Tune', ensure: ensureRayTuneEnvironment },
  { name: 'the suite that opens exported Parquet', ensure: ensureParquetEnvironment },
  { name: 'the suite that opens exported tables', ensure: ensureReadersEnvironment },
  { name: 'the suites that ask azure-ai-ml', ensure: ensureAzureEnvironment },
  ...optunaMajors.map((major) => ({
    name: `the suites that ask Optuna ${major}`,
    ensure: () => ensureOptunaEnvironment(major),
  })),
];

/** @type {import('./test-run/count-reporter.mjs').NotRun[]} */
const notRun = [];
const waiting = [...environments];
await Promise.all([makeNext(), makeNext()]);

const file = process.env['HYPERDRIVE_TEST_COUNTS'];
if (file !== undefined) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ passed: 0, failed: 0, notRun, slowest: [] }));
}

async function makeNext() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const made = await next.ensure();
    if ('notRun' in made) notRun.push({ name: next.name, reason: made.notRun });
    console.log('notRun' in made ? `not run: ${made.notRun}` : made.python);
  }
}
