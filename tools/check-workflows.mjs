#!/usr/bin/env node
// npm run check:workflows: actionlint on .github/workflows. What it does not know (workflows call scripts, few may prove
// who they are) is in tools/workflows/workflow-rules.mjs, which the tests hold every workflow against.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureActionlint } from './workflows/ensure-actionlint.mjs';

const root = path.resolve(import.meta.dirname, '..');
const environment = await ensureActionlint();

if ('notRun' in environment) {
  console.log(`not run: ${environment.notRun}`);
  process.exitCode = process.env['HYPERDRIVE_REQUIRE_ALL'] === '1' ? 1 : 0;
} else {
  const files = readdirSync(path.join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`);
  const program = path.join(path.dirname(environment.python), 'actionlint');
  const { status } = spawnSync(program, ['-color', ...files], { cwd: root, stdio: 'inherit' });
  if (status === 0) console.log(`actionlint finds nothing in ${files.length} workflows.`);
  process.exitCode = status ?? 1;
}
