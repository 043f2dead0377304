import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { useBothClients } from './both-clients.js';
import type { Submitted } from './client.js';
import { compareSubmits, withFiles } from './compare.js';
import { type GeneratedSweep, generateSweep } from './files/generate-sweep.js';
import { recordedShapes } from './files/recorded-shapes.js';
import { plainFiles, sweepText } from './files/sweep-sections.js';

const generatedFiles = 6;

const clients = useBothClients();

/** A job as it was created, with its name. */
function createdJob({ calls }: Submitted): { readonly name: string; readonly properties: JsonObject } {
  const put = calls.find(({ method, path }) => method === 'PUT' && /\/jobs\/[^/]+$/.test(path));
  const body = put === undefined ? undefined : parseJson(put.body);
  const properties = isJsonObject(body) ? body.get('properties') : undefined;
  if (put === undefined || !isJsonObject(properties)) throw new Error('No job was sent.');
  return { name: put.path.split('/').at(-1) ?? '', properties };
}

/**
 * A job without what a file that is written of it cannot have, or says otherwise: properties, which services add to; a tag without
 * a value is one of an empty text; a sampling that nobody chose is the random one.
 */
function comparable({ properties }: { readonly properties: JsonObject }): JsonObject {
  const tags = properties.get('tags');
  const texts = [...(isJsonObject(tags) ? tags : [])].map(([name, text]): [string, JsonValue] => [name, text ?? '']);
  return new Map<string, JsonValue>([
    ['samplingAlgorithm', new Map([['samplingAlgorithmType', 'Random']])],
    ...[...properties].filter(([key]) => key !== 'properties'),
    ['tags', new Map(texts)],
  ]);
}

const everything: GeneratedSweep = {
  name: 'one with all that only jobs say',
  files: plainFiles,
  text: sweepText({
    trial: `trial:
  code: src
  command: python grow.py \${{search_space.sun}} \${{inputs.table}} \${{inputs.rows}} \${{outputs.model}}
  environment: { image: python, conda_file: conda.yml }
  environment_variables: { A: "1", B: 2, C: true }
  distribution: { type: pytorch, process_count_per_instance: 2 }
  resources: { instance_count: 2, instance_type: D2, shm_size: 2g, docker_args: --x }`,
    inputs: `inputs:
  table: { type: uri_file, path: table.csv, mode: ro_mount }
  more: { type: mltable, path: "azureml:iris:2", mode: eval_mount }
  rows: 3`,
    outputs: 'outputs: { model: { type: mlflow_model, mode: upload, name: rose, version: "2" }, rest: }',
    identity: 'identity: { type: managed, client_id: c }',
    queue: 'queue_settings: { job_tier: Spot, priority: high }',
    resources: 'resources: { instance_count: 3, properties: { a: { b: 1 } } }',
    early_termination:
      'early_termination: { type: bandit, slack_amount: 0.5, evaluation_interval: 2, delay_evaluation: 3 }',
  }),
};

describe('a sweep job that was written as a file', () => {
  const nested = recordedShapes.filter(({ name }) => name === 'every kind of hyperparameter');
  const sweeps = [
    everything,
    ...nested,
    ...Array.from({ length: generatedFiles }, (_, index) => generateSweep(500 + index)),
  ];

  it.for(sweeps)('is the same job once it is submitted again, by both clients: $name', async (sweep, context) => {
    const [real, own] = [clients.real(context), clients.own()];
    const first = createdJob(await withFiles(sweep, (at) => own.submit(at)));
    const text = await own.toSweepFile(first.name);
    const again = await compareSubmits(real, own, { name: sweep.name, text, files: {} });
    expect(again.differences).toEqual([]);
    expect(again.own).toMatchObject({ verdict: 'sent' });
    expect(comparable(createdJob(again.own))).toEqual(comparable(first));
  });
});
