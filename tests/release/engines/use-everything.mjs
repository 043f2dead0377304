// What is run on each engine, in a project with all packages: every entry is imported, and each kind of work done once.

/**
 * @param {readonly string[]} entries
 * @returns {string} A module.
 */
export function useEverything(entries) {
  const imports = entries.map((entry) => `await import(${JSON.stringify(entry)});`).join('\n');
  return `${imports}
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { selectBestChild } from '@hyperdrive-run/core';
import { uniform } from '@hyperdrive-run/core/config';
import { createLocalService } from '@hyperdrive-run/local';
import { createStudy } from '@hyperdrive-run/sampling';
import { connect } from '@hyperdrive-run/sdk';

const trials = [
  { id: 'a', status: 'Completed', bestPrimaryMetric: 0 },
  { id: 'b', status: 'Completed', bestPrimaryMetric: Number.NaN },
];
assert.equal(selectBestChild(trials, 'minimize')?.id, 'a');

const study = createStudy({ space: { x: uniform(0, 1) }, sampling: 'bayesian', goal: 'minimize', seed: 1 });
const trial = study.ask();
study.tell(trial, trial.values.x);
assert.deepEqual(study.best()?.values, trial.values);

// A database of its own, and the whole way from the class through the protocol to it and back.
const folder = mkdtempSync(path.join(tmpdir(), 'engine-'));
const service = createLocalService({ folder });
try {
  const workspace = connect(service.uri, { credential: service.token, fetch: service.fetch, sweepJobs: false });
  const sweeps = [];
  for await (const sweep of workspace.experiment('none').listSweeps()) sweeps.push(sweep);
  assert.deepEqual(sweeps, []);
} finally {
  await service.close();
  rmSync(folder, { recursive: true });
}
console.log('done');
`;
}
