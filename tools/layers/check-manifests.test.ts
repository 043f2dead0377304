import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { checkManifests } from './check-manifests.mjs';
import { makeExampleWorkspace } from './example-workspace.mjs';

function manifest(changes: Record<string, unknown>): string {
  return JSON.stringify({ name: '@hyperdrive-run/core', type: 'module', ...changes });
}

const violations: Record<string, Record<string, string>> = {
  'dependencies-follow-the-table': { 'packages/core/package.json': manifest({ peerDependencies: { zod: '4.6.7' } }) },
  'a-dependency-is-a-decision': {
    'docs/decisions/0001-everything.md': '# Nothing was decided\n',
  },
  'versions-are-exact': {
    'packages/transport/package.json': manifest({ name: '@hyperdrive-run/transport', dependencies: { zod: '^4.6.7' } }),
  },
  'our-packages-move-together': {
    'packages/sdk/package.json': manifest({
      name: '@hyperdrive-run/sdk',
      dependencies: { '@hyperdrive-run/core': '1.0.0' },
    }),
  },
  'names-follow-the-table': { 'packages/core/package.json': manifest({ name: '@hyperdrive-run/rules' }) },
  'esm-only': { 'packages/core/package.json': manifest({ type: 'commonjs' }) },
};

test.each(Object.entries(violations))('%s fires, with a reason', async (rule, files) => {
  await using workspace = await makeExampleWorkspace(files);
  const problems = await checkManifests(workspace.root);
  expect(problems.map((problem) => problem.rule)).toContain(rule);
  for (const problem of problems) expect(problem.why).toMatch(/.{20}/);
});

test('a dependency that only the text of a record names has no record', async () => {
  const titles = '# `zod` `hono` and others';
  await using workspace = await makeExampleWorkspace({
    'docs/decisions/0001-everything.md': `${titles}\n\n\`jose\` is only in the text.\n`,
  });
  const whats = (await checkManifests(workspace.root)).map((problem) => problem.what);
  expect(whats).toContain('jose has no record in docs/decisions');
  expect(whats).not.toContain('zod has no record in docs/decisions');
});

test('a package without a README fires', async () => {
  await using workspace = await makeExampleWorkspace({});
  await rm(`${workspace.root}/packages/sdk/README.md`);
  expect(await checkManifests(workspace.root)).toMatchObject([
    { rule: 'a-package-explains-itself', file: 'packages/sdk/package.json' },
  ]);
});

test('manifests that follow the table are not reported', async () => {
  await using workspace = await makeExampleWorkspace({});
  expect(await checkManifests(workspace.root)).toEqual([]);
});
