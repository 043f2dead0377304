import { expect, test } from 'vitest';
import { checkImports } from './check-imports.mjs';
import { makeExampleWorkspace } from './example-workspace.mjs';
import { importRules } from './import-rules.mjs';

/** For each rule the files that violate it; the first one is where it must be reported. */
const violations: Record<string, Record<string, string>> = {
  'no-circular': {
    'packages/core/src/a.ts': `import type { B } from './b.js';\nexport interface A {\n  readonly b: B;\n}`,
    'packages/core/src/b.ts': `import type { C } from './c.js';\nexport type B = C;`,
    'packages/core/src/c.ts': `import type { A } from './a.js';\nexport type C = A | undefined;`,
  },
  'core-imports-only-the-layers-below': {
    'packages/core/src/rule.ts': `import type { one } from '@hyperdrive-run/transport';\nexport type A = typeof one;`,
  },
  'core-brings-only-its-listed-packages': { 'packages/core/src/rule.ts': `import 'lodash';` },
  'core-has-no-node-imports': {
    'packages/core/src/rule.ts': `import type { readFile } from 'node:fs/promises';\nexport type A = typeof readFile;`,
  },
  'transport-imports-only-the-layers-below': { 'packages/transport/src/a.ts': `import '@hyperdrive-run/sdk';` },
  'transport-brings-only-its-listed-packages': { 'packages/transport/src/a.ts': `export { z } from 'axios';` },
  'transport-has-no-node-imports': {
    'packages/transport/src/a.ts': `const http = await import('node:http');\nexport { http };`,
  },
  'sdk-imports-only-the-layers-below': { 'packages/sdk/src/a.ts': `import '@hyperdrive-run/local';` },
  'sdk-brings-only-its-listed-packages': { 'packages/sdk/src/a.ts': `import 'zod';` },
  'sdk-has-no-node-imports': { 'packages/sdk/src/a.ts': `import 'node:sqlite';` },
  'local-imports-only-the-layers-below': { 'packages/local/src/a.ts': `import '@hyperdrive-run/sdk';` },
  'local-brings-only-its-listed-packages': { 'packages/local/src/a.ts': `import 'express';` },
  'cli-imports-only-the-layers-below': { 'apps/cli/src/a.ts': `import '@hyperdrive-run/transport/wire';` },
  'cli-brings-only-its-listed-packages': { 'apps/cli/src/a.ts': `import 'yargs';` },
  'sampling-imports-only-the-layers-below': {
    'packages/sampling/src/a.ts': `import '@hyperdrive-run/transport/wire';`,
  },
  'sampling-has-no-node-imports': { 'packages/sampling/src/a.ts': `import 'node:crypto';` },
  'sampling-brings-only-its-listed-packages': { 'packages/sampling/src/a.ts': `import 'seedrandom';` },
  'sweep-file-imports-only-the-layers-below': {
    'packages/sweep-file/src/a.ts': `import type { LocalService } from '@hyperdrive-run/local';\nexport type A = LocalService;`,
  },
  'charts-imports-only-the-layers-below': { 'packages/charts/src/a.ts': `import '@hyperdrive-run/sdk';` },
  'charts-has-no-node-imports': { 'packages/charts/src/a.ts': `import 'node:fs';` },
  'charts-brings-only-its-listed-packages': { 'packages/charts/src/a.ts': `import 'd3-scale';` },
  'stores-imports-only-the-layers-below': {
    'packages/stores/src/a.ts': `import type { Workspace } from '@hyperdrive-run/sdk';\nexport type A = Workspace;`,
  },
  'stores-brings-only-its-listed-packages': { 'packages/stores/src/a.ts': `import 'better-sqlite3';` },
  'sweep-file-brings-only-its-listed-packages': { 'packages/sweep-file/src/a.ts': `import 'js-yaml';` },
  'dashboard-imports-only-the-layers-below': { 'apps/dashboard/server/a.ts': `import '@hyperdrive-run/local';` },
  'dashboard-brings-only-its-listed-packages': { 'apps/dashboard/page/a.ts': `import 'react';` },
  'no-reaching-into-another-package': {
    'packages/sdk/src/a.test.ts': `import '../../core/src/hidden.js';`,
    'packages/core/src/hidden.ts': 'export {};',
  },
  'rules-do-not-know-the-port': {
    'packages/core/src/select-best-run.ts': `import type { Port } from './ports/port.js';\nexport type A = Port;`,
    'packages/core/src/ports/port.ts': 'export type Port = string;',
  },
  'only-compositions-name-an-adapter': { 'packages/sdk/src/hyperdrive-run.ts': `import '@hyperdrive-run/transport';` },
  'local-speaks-only-the-wire': { 'packages/local/src/a.ts': `import '@hyperdrive-run/transport';` },
  'only-the-run-store-opens-sqlite': { 'packages/local/src/engine/a.ts': `import 'libsql';` },
  'the-page-imports-only-core-and-charts': { 'apps/dashboard/page/a.ts': `import '@hyperdrive-run/sdk';` },
  'the-dashboard-api-imports-only-core': {
    'apps/dashboard/api/a.ts': `import type { Run } from '@hyperdrive-run/sdk';\nexport type A = Run;`,
  },
  'the-dashboard-server-knows-no-page': {
    'apps/dashboard/server/a.ts': `import { one } from '../page/one.js';\nexport { one };`,
    'apps/dashboard/page/one.ts': 'export const one = 1;',
  },
  'the-page-has-no-node-imports': { 'apps/dashboard/page/a.ts': `import 'node:path';` },
  'no-import-of-the-own-index': { 'packages/core/src/rule.ts': `import { one } from './index.js';\nexport { one };` },
  'no-import-of-tests': {
    'packages/core/src/rule.ts': `import { sample } from './other.test.js';\nexport { sample };`,
    'packages/core/src/other.test.ts': 'export const sample = 1;',
  },
};

/** What is allowed, next to the line that each rule draws. */
const allowed: Record<string, string> = {
  'packages/core/src/rule.ts': `import { helper } from './other.js';\nexport { helper };`,
  'packages/core/src/other.ts': 'export const helper = 1;',
  'packages/core/src/ports/port.ts': `import type { helper } from '../other.js';\nexport type Port = typeof helper;`,
  'packages/core/src/index.ts': `export { helper } from './rule.js';`,
  'packages/core/src/ports.ts': `export type { Port } from './ports/port.js';`,
  'packages/core/src/rule.test.ts': `import 'node:fs';\nimport 'vitest';\nimport './rule.js';`,
  'packages/transport/src/wire-json/wire-schema.ts': `import * as z from 'zod/mini';\nimport '@hyperdrive-run/core';\nexport { z };`,
  'packages/sdk/src/run.ts': `import type { Experiment } from './experiment.js';\nexport type Run = Experiment;`,
  'packages/sdk/src/experiment.ts': `import type { Run } from './run.js';\nexport interface Experiment {\n  readonly run: Run;\n}`,
  'packages/sdk/src/connect.ts': `import '@hyperdrive-run/transport';\nimport '@hyperdrive-run/core';`,
  'packages/local/src/a.ts': `import 'node:fs';\nimport 'hono/cors';\nimport '@hyperdrive-run/transport/wire';`,
  'apps/cli/src/a.ts': `import 'node:fs';\nimport 'commander';\nimport '@hyperdrive-run/sdk';\nawait import('@hyperdrive-run/dashboard');`,
  'apps/dashboard/server/a.ts': `import '@hyperdrive-run/sdk';\nimport '@hyperdrive-run/core';\nimport 'hono';\nimport '../api/a.js';`,
  'apps/dashboard/page/a.ts': `import '@hyperdrive-run/core';\nimport '../api/a.js';`,
  'apps/dashboard/api/a.ts': `import '@hyperdrive-run/core';`,
  'tests/conformance/a.test.ts': `import 'node:fs';\nimport 'vitest';`,
};

test.each(Object.entries(violations))('%s fires, with a reason', async (rule, files) => {
  await using workspace = await makeExampleWorkspace(files);
  const [file] = Object.keys(files);
  expect(await checkImports(workspace.root)).toContainEqual({
    rule,
    file,
    what: expect.stringContaining('imports '),
    why: expect.stringMatching(/.{20}/),
  });
});

test('a circle that leaves the files of runs is reported where it leaves them', async () => {
  const typeOf = (name: string, file: string): string => `import type { ${name} } from './${file}.js';\n`;
  await using workspace = await makeExampleWorkspace({
    'packages/sdk/src/run.ts': `${typeOf('Experiment', 'experiment')}${typeOf('Other', 'other')}export type Run = Experiment | Other;`,
    'packages/sdk/src/experiment.ts': `${typeOf('Run', 'run')}export interface Experiment {\n  readonly run: Run;\n}`,
    'packages/sdk/src/other.ts': `${typeOf('Run', 'run')}export interface Other {\n  readonly run: Run;\n}`,
  });
  const found = await checkImports(workspace.root);
  expect(found.map(({ rule, file }) => [rule, file])).toEqual([['no-circular', 'packages/sdk/src/other.ts']]);
});

test('every rule is shown to fire', () => {
  const names = new Set(importRules.map((rule) => rule.name));
  expect(new Set(Object.keys(violations))).toEqual(names);
});

test('what the layers allow is not reported', async () => {
  await using workspace = await makeExampleWorkspace(allowed);
  expect(await checkImports(workspace.root)).toEqual([]);
});
