// The contract suite's way to an MLflow server: its sweeps are written through the REST API, each scope's into an experiment
// of its own, and read back through the adapter.

import type { SweepBackend } from '@hyperdrive-run/core/ports';
import type { ContractHarness } from '@hyperdrive-run/sdk/testing';
import { expect } from 'vitest';
import { loadPlaces, unsupportedByMlflow } from './load-places.js';
import { trackingClient } from './tracking-client.mjs';
import { withFixtureIds } from './with-fixture-ids.js';

/** What no MLflow server with an SQL store can hold: the case, and what is said instead. */
const beyondMlflow: ReadonlyMap<string, string> = new Map([
  [
    'keeps the sign of a zero, and distinguishes the largest number from an infinity',
    // SQL databases keep no sign with a zero, and the server stores an infinity as the largest number.
    'Error: values: expected [-0,1.7976931348623157e+308,-1.7976931348623157e+308], got [0,Infinity,-Infinity].',
  ],
  [
    'opens files whose names look as if they were encoded',
    // The server decodes the names that it is given, and again what comes out of that.
    'files: expected ["outputs/a%20b%2Fc.txt"], got ["outputs/a b/c.txt"].',
  ],
  [
    'opens files whose names contain a hash',
    '/outputs/a%23b.txt answered 400: {"error_code":"INVALID_PARAMETER_VALUE"',
  ],
]);

/** Holds a case to what an MLflow server can do: it passes, or fails by what MLflow cannot hold and nothing else. */
export async function expectOutcome(name: string, outcome: Promise<void>): Promise<void> {
  const loss = beyondMlflow.get(name);
  const expected = loss === undefined ? 'passed' : expect.stringContaining(loss);
  expect(await outcome.then(() => 'passed', String)).toEqual(expected);
}

/**
 * @param url the server to write to
 * @param open opens the backend to read with
 */
export function onServer(url: string, open: () => SweepBackend): ContractHarness {
  const client = trackingClient(url);
  return {
    open: async (sweeps) => {
      const placeOf = await loadPlaces(client, sweeps);
      return withFixtureIds(open(), sweeps[0]?.scope ?? {}, placeOf);
    },
    unsupported: unsupportedByMlflow,
  };
}
