import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { problemsOfWorkflow, type Workflow } from './workflow-rules.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const scripts = { start: '', test: '', build: '', release: '', 'version-packages': '' };

function workflow(job: object, rest: object = {}): Workflow {
  return { permissions: { contents: 'read' }, ...rest, jobs: { release: { 'timeout-minutes': 5, steps: [], ...job } } };
}

function rulesOf(given: Workflow, file = 'ci.yml'): string[] {
  return problemsOfWorkflow(file, given, scripts).map(({ rule }) => rule);
}

test('a workflow that calls scripts, with few permissions, is not reported', () => {
  const steps = [
    { uses: 'actions/checkout@v5' },
    { run: 'npm test' },
    { run: 'npm run build -- --force\nbash .ci/run' },
    { uses: 'changesets/action@v1', with: { version: 'npm run version-packages', publish: 'npm run release' } },
  ];
  expect(rulesOf(workflow({ steps }))).toEqual([]);
});

const violations: readonly (readonly [string, Workflow])[] = [
  ['permissions-are-written', workflow({}, { permissions: undefined })],
  ['few-prove-themselves', workflow({ permissions: { 'id-token': 'write' } })],
  ['few-prove-themselves', workflow({}, { permissions: { 'id-token': 'write' } })],
  ['jobs-end', workflow({ 'timeout-minutes': undefined })],
  ['provenance-is-of-a-release', workflow({ steps: [{ run: 'npm test', env: { NPM_CONFIG_PROVENANCE: 'true' } }] })],
  ['provenance-is-of-a-release', workflow({}, { env: { NPM_CONFIG_PROVENANCE: 'true' } })],
  ['workflows-call-scripts', workflow({ steps: [{ run: 'npm test\nrm -rf dist' }] })],
  ['workflows-call-scripts', workflow({ steps: [{ uses: 'changesets/action@v1', with: { publish: 'npx publish' } }] })],
  ['scripts-exist', workflow({ steps: [{ run: 'npm run missing' }] })],
  ['actions-have-versions', workflow({ steps: [{ uses: 'actions/checkout@main' }] })],
];

test.each(violations)('%s fires, with a reason', (rule, given) => {
  const problems = problemsOfWorkflow('ci.yml', given, scripts);
  expect(problems.map((problem) => problem.rule)).toEqual([rule]);
  for (const problem of problems) expect(problem.why).toMatch(/.{20}/);
});

test('the release proves where it comes from', () => {
  const steps = [{ run: 'npm run release', env: { NPM_CONFIG_PROVENANCE: 'true' } }];
  expect(rulesOf(workflow({ steps, permissions: { 'id-token': 'write' } }), 'release.yml')).toEqual([]);
});

test('the workflows of this repository follow the rules', async () => {
  const folder = path.join(root, '.github/workflows');
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const files = await readdir(folder);
  expect(files).toContain('release.yml');
  for (const file of files) {
    const text = await readFile(path.join(folder, file), 'utf8');
    expect(problemsOfWorkflow(file, parse(text), manifest.scripts)).toEqual([]);
  }
});

test('a release can be published by nothing but its own proof', async () => {
  const text = await readFile(path.join(root, '.github/workflows/release.yml'), 'utf8');
  const { jobs, permissions } = parse(text);
  expect(permissions).toEqual({});
  expect(jobs.release.permissions).toEqual({ contents: 'write', 'pull-requests': 'write', 'id-token': 'write' });
  expect(text).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN/);
});
