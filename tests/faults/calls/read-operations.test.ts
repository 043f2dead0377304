import * as sdk from '@hyperdrive-run/sdk';
import { describe, expect, it } from 'vitest';
import { readOperations } from './read-operations.js';

/** Members that change something: what a fault does to a change is for tests of changes. */
const changes = [
  'BaseRun.setTags',
  'BaseRun.removeTags',
  'BaseRun.addProperties',
  'BaseRun.setDisplayName',
  'BaseRun.setDescription',
  'BaseRun.archive',
  'BaseRun.restore',
  'HyperDriveRun.cancel',
  'Run.cancel',
  'Experiment.submit',
  'copyToMlflow',
];

/** Members that ask no service. */
const withoutRequests = [
  'BaseRun.fetchRecord',
  'BaseRun.getPortalUrl',
  'Experiment.planSubmit',
  'HyperDriveRun.fail',
  'HyperDriveRun.getDiagnostics',
  'Workspace.experiment',
  'connect',
  'openSnapshot',
  'recordedBestFromProperties',
  'sweepTargetOf',
];

/** Members whose requests are those of a member that is called: `getBestRunByPrimaryMetric` makes the same search. */
const withTheSameRequests = ['HyperDriveRun.findBestRun'];

const classes = {
  BaseRun: sdk.BaseRun,
  HyperDriveRun: sdk.HyperDriveRun,
  Run: sdk.Run,
  Experiment: sdk.Experiment,
  Workspace: sdk.Workspace,
};

/** The methods of an object itself: accessors hold what is known already. */
function methodsOf(owner: object): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(owner)).flatMap(([name, { value }]) =>
    typeof value === 'function' && name !== 'constructor' && name !== 'prototype' ? [name] : [],
  );
}

/** The functions that the sdk brings along from core: rules, expressions and errors. */
const fromCore = new Set(
  [
    await import('@hyperdrive-run/core'),
    await import('@hyperdrive-run/core/config'),
    await import('@hyperdrive-run/core/early-termination'),
    await import('@hyperdrive-run/core/json'),
    await import('@hyperdrive-run/core/search-space'),
    await import('@hyperdrive-run/core/trial'),
  ].flatMap(Object.keys),
);

describe('the read operations that the fault tests call', () => {
  it('are all that the classes and the functions of the sdk have', () => {
    const members = Object.entries(classes).flatMap(([name, one]) =>
      [...methodsOf(one), ...methodsOf(one.prototype)].map((method) => `${name}.${method}`),
    );
    const functions = Object.entries(sdk).flatMap(([name, value]) =>
      typeof value === 'function' && /^[a-z]/.test(name) && !fromCore.has(name) ? [name] : [],
    );
    const known = [...readOperations.map(({ name }) => name), ...changes, ...withoutRequests, ...withTheSameRequests];
    expect([...members, ...functions].toSorted()).toEqual(known.toSorted());
  });

  it('have no other class to be called on', () => {
    const others = Object.entries(sdk).flatMap(([name, value]) =>
      typeof value === 'function' && /^[A-Z]/.test(name) && !fromCore.has(name) ? [name] : [],
    );
    expect(others.toSorted()).toEqual(
      [...Object.keys(classes), 'RunMetrics', 'SnapshotError', 'SweepMetrics'].toSorted(),
    );
  });
});
