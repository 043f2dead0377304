import { parseJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { readJobs, readNodes, readUsage, readVersion } from './ray-answers.js';

const read = <T>(reader: (json: ReturnType<typeof parseJson>) => T, value: unknown): T =>
  reader(parseJson(JSON.stringify(value)));

describe('the jobs of a head', () => {
  it('are those that were submitted, with what is known of each', () => {
    const submitted = {
      type: 'SUBMISSION',
      submission_id: 'a',
      status: 'FAILED',
      driver_exit_code: -9,
      message: 'm',
      metadata: { hyperdrive: 'r' },
    };
    const joined = { type: 'DRIVER', submission_id: null, status: 'RUNNING' };
    expect(read(readJobs, [submitted, joined, { submission_id: 'b', status: 'RESTING', error_type: null }, 7])).toEqual(
      new Map([
        ['a', { id: 'a', status: 'FAILED', message: 'm', exitCode: -9, metadata: new Map([['hyperdrive', 'r']]) }],
        ['b', { id: 'b', metadata: new Map() }],
      ]),
    );
  });

  it('are unknown where the answer is no listing', () => {
    expect(read(readJobs, { jobs: [] })).toBeUndefined();
  });
});

it('leaves out the nodes that are dead, and takes what a node does not name for none', () => {
  const node = (id: string, state: string, resources_total?: object) => ({ node_id: id, state, resources_total });
  const result = [node('a', 'ALIVE', { CPU: 2, memory: 5e9, 'node:127.0.0.1': 1 }), node('b', 'DEAD', { CPU: 9 }), {}];
  expect(read(readNodes, { data: { result: { result } } })).toEqual([{ id: 'a', cpus: 2, gpus: 0, memoryBytes: 5e9 }]);
  expect(read(readNodes, { data: null })).toBeUndefined();
});

it('reads what is in use on each node, and nothing where the head has not counted yet', () => {
  const usageByNode = { a: { CPU: [1.5, 2], GPU: [0, 1] }, b: {} };
  expect(read(readUsage, { data: { clusterStatus: { loadMetricsReport: { usageByNode } } } })).toEqual(
    new Map([
      ['a', { cpus: 1.5, gpus: 0, memoryBytes: 0 }],
      ['b', { cpus: 0, gpus: 0, memoryBytes: 0 }],
    ]),
  );
  expect(read(readUsage, { data: { clusterStatus: null } })).toEqual(new Map());
});

it('takes only what names its session for a head', () => {
  expect(read(readVersion, { ray_version: '2.60.0', session_name: 's' })).toEqual({
    rayVersion: '2.60.0',
    session: 's',
  });
  expect(read(readVersion, { version: '4' })).toBeUndefined();
});
