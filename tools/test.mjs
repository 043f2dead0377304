#!/usr/bin/env node
// npm test, after the install: every step runs even where one before it failed, a table says at the end what happened.
//
// HYPERDRIVE_REQUIRE_ALL=1 makes whatever was not run a failure, as CI wants it.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensurePythonEnvironment } from '../tests/conformance/python/make-environment.mjs';
import { ensureMlflowEnvironment } from '../tests/mlflow/python/make-environment.mjs';
import { ensureParquetEnvironment } from '../tests/readers/parquet/make-environment.mjs';
import { ensureReadersEnvironment } from '../tests/readers/python/make-environment.mjs';
import { ensureOptunaEnvironment, optunaMajors } from '../tests/stores/python/make-optuna-environment.mjs';
import { ensureRayTuneEnvironment } from '../tests/stores/ray-tune/python/make-environment.mjs';
import { runStep } from './test-run/run-step.mjs';
import { steps } from './test-run/steps.mjs';
import { judge } from './test-run/verdict.mjs';

const root = path.resolve(import.meta.dirname, '..');
const countsFolder = path.join(root, 'node_modules/.cache/hyperdrive-run/test-counts');

/** @type {import('./test-run/run-step.mjs').Outcome[]} */
const outcomes = [];
/** @type {import('./test-run/count-reporter.mjs').NotRun[]} */
const notRun = [];

heading(
  'Python environments (the first time they install the real HyperDriveRun, MLflow, Optuna, Ray Tune and readers of tables)',
);
const environments = [
  { name: 'the suites that ask the Python class', ensure: ensurePythonEnvironment },
  { name: 'the suites that ask MLflow', ensure: ensureMlflowEnvironment },
  { name: 'the suite that opens exported tables', ensure: ensureReadersEnvironment },
  { name: 'the suite that opens exported Parquet', ensure: ensureParquetEnvironment },
  { name: 'the suite that asks Ray Tune', ensure: ensureRayTuneEnvironment },
  ...optunaMajors.map((major) => ({
    name: `the suites that ask Optuna ${major}`,
    ensure: () => ensureOptunaEnvironment(major),
  })),
];
for (const { name, ensure } of environments) {
  const python = await ensure();
  if ('notRun' in python) notRun.push({ name, reason: python.notRun });
  console.log('notRun' in python ? `not run: ${python.notRun}` : python.python);
}

for (const step of steps) {
  heading(`${step.name} (npm run ${step.script})`);
  const isBuilt = outcomes.some(({ name, result }) => name === 'build' && result === 'passed');
  if (step.needsBuild === true && !isBuilt) {
    console.log('not run: the build failed');
    outcomes.push({ name: step.name, script: step.script, result: 'not run', seconds: 0 });
  } else {
    outcomes.push(await runStep(step, { root, countsFolder }));
  }
}

const verdict = judge(outcomes, { requireAll: process.env['HYPERDRIVE_REQUIRE_ALL'] === '1', notRun });
heading('npm test');
console.log(verdict.text);
await mkdir(countsFolder, { recursive: true });
await writeFile(
  path.join(countsFolder, 'verdict.json'),
  JSON.stringify({ passed: verdict.passed, failed: verdict.failed }),
);
process.exitCode = verdict.ok ? 0 : 1;

/** @param {string} text */
function heading(text) {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 100 - text.length))}`);
}
