import { isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { expect, it } from 'vitest';
import { recordedSweepJob } from '../../../__fixtures__/recorded-sweep-job.js';
import { readWireText } from '../../../wire-json/wire-schema.js';
import { toJobSections } from './to-job-sections.js';
import { jobSchema } from './wire/job-dto.js';

/** The sections of a recorded job with these properties, as plain objects. */
function sectionsOf(properties: Readonly<Record<string, unknown>>): unknown {
  const reading = readWireText(jobSchema, JSON.stringify(recordedSweepJob('job_1', properties)));
  if (!reading.success) throw new Error(reading.message);
  return plain(toJobSections(reading.data.properties ?? {}) ?? null);
}

/** The same of a job that says no limits. */
function furtherSectionsOf(properties: Readonly<Record<string, unknown>>): unknown {
  return sectionsOf({ limits: null, ...properties });
}

function plain(value: JsonValue): unknown {
  return isJsonObject(value) ? Object.fromEntries([...value].map(([key, item]) => [key, plain(item)])) : value;
}

const nulls = { instanceType: null, locations: null, properties: null, dockerArgs: null };
const trial = { command: 'python train.py', environmentVariables: { A: 'x' } };
const variables = { trial: { ...trial, resources: { instanceCount: 1, ...nulls }, distribution: null } };

it('a recorded job says nothing beside its config but variables that are no text', () => {
  expect(furtherSectionsOf({ outputs: {} })).toEqual({
    trial: { environment_variables: { test_var1: 'set', retries: 2 } },
  });
  expect(furtherSectionsOf({ ...variables, outputs: {} })).toBeNull();
});

it('a job has the machines and processes of its trials, in the words of files', () => {
  const resources = { ...nulls, instanceCount: 2, shmSize: '2g', dockerArgsList: ['--x'], properties: { a: { b: 1 } } };
  const distribution = { distributionType: 'TensorFlow', workerCount: 3, parameterServerCount: null };
  const ofTrial = { instance_count: 2, shm_size: '2g', docker_args: ['--x'], properties: { a: { b: 1 } } };
  const expected = { distribution: { type: 'tensorflow', worker_count: 3 }, resources: ofTrial };
  const given = { trial: { ...trial, resources, distribution }, outputs: {} };
  expect(furtherSectionsOf(given)).toEqual({ trial: expected });
  expect(furtherSectionsOf({ ...given, resources })).toEqual({ trial: expected });
  const other = { instanceCount: 3, properties: {} };
  expect(furtherSectionsOf({ ...given, resources: other })).toEqual({
    trial: expected,
    resources: { instance_count: 3 },
  });
});

it.each([
  [{ identityType: 'UserIdentity', clientId: null }, { type: 'user_identity' }],
  [{ identityType: 'AMLToken' }, { type: 'aml_token' }],
  [
    { identityType: 'Managed', clientId: 'c', resourceId: 'r' },
    { type: 'managed', client_id: 'c' },
  ],
  [{ identityType: 'Other' }, undefined],
])('the identity %j is %j in a file', (identity, expected) => {
  expect(furtherSectionsOf({ ...variables, outputs: {}, identity })).toEqual(
    expected === undefined ? null : { identity: expected },
  );
});

it('a job has its queue, how its inputs are mounted and how its outputs are kept', () => {
  expect(
    furtherSectionsOf({
      ...variables,
      queueSettings: { jobTier: 'Spot', priority: 2 },
      inputs: {
        iris: { jobInputType: 'uri_file', uri: 'azureml:iris:1', mode: 'ReadOnlyMount' },
        n: { jobInputType: 'literal', value: '3' },
        odd: { jobInputType: 'uri_file', uri: 'azureml:iris:1', mode: 'ReadWriteMount' },
      },
      outputs: {
        model: {
          jobOutputType: 'mlflow_model',
          uri: 'azureml://x',
          mode: 'Upload',
          assetName: 'rose',
          assetVersion: '2',
        },
        rest: { jobOutputType: 'uri_folder', uri: null, mode: 'ReadWriteMount' },
      },
    }),
  ).toEqual({
    queue_settings: { job_tier: 'spot', priority: 'medium' },
    inputs: { iris: { mode: 'ro_mount' } },
    outputs: { model: { mode: 'upload', path: 'azureml://x', name: 'rose', version: '2' }, rest: { mode: 'rw_mount' } },
  });
});

it('a job has the limits that it says, and no others', () => {
  const limits = { maxTotalTrials: 4, maxConcurrentTrials: null, timeout: 'PT1M30S', trialTimeout: null };
  expect(sectionsOf({ ...variables, outputs: {}, limits })).toEqual({ limits: { max_total_trials: 4, timeout: 90 } });
});
