#!/usr/bin/env node
// npm run test:ray: the runner of Ray clusters against a real head with two nodes, in network and process namespaces of
// their own. The first time it installs Ray. Where it cannot run it prints `not run: ...`, and fails only where everything is
// required (HYPERDRIVE_REQUIRE_ALL=1). Arguments go to vitest; `--chaos` is the long form of the chaos test.

import { createRequire } from 'node:module';
import path from 'node:path';
import { chaosArguments } from '../../tools/chaos-arguments.mjs';
import { ensurePythonEnvironment } from '../conformance/python/make-environment.mjs';
import { runInNamespaces } from './cluster/in-namespaces.mjs';
import { ensureRayEnvironment } from './python/make-environment.mjs';

const environment = await ensureRayEnvironment();
// In the namespaces there is no network to install anything from.
const azureml = await ensurePythonEnvironment();
if ('notRun' in azureml) console.log(`not run: ${azureml.notRun}`);
const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const config = path.join(import.meta.dirname, 'vitest.config.ts');
const { args, env } = chaosArguments(process.argv.slice(2));
const command = [process.execPath, vitest, 'run', '--config', config, ...args];
const result =
  'notRun' in environment
    ? environment
    : await runInNamespaces({ python: environment.python, command, env: { ...process.env, ...env } });
if ('notRun' in result) console.log(`not run: ${result.notRun}`);
process.exitCode = 'notRun' in result ? Number(process.env['HYPERDRIVE_REQUIRE_ALL'] === '1') : result.code;
