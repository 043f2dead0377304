import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { choice, GridParameterSampling } from '@hyperdrive-run/core/config';
import { parseJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { grid } from '../__fixtures__/bench-config.js';
import { createEngineBench } from '../__fixtures__/engine-bench.js';

describe('a trial', () => {
  it('has the environment that Azure ML gives, and what the definition adds', async () => {
    const bench = await createEngineBench({
      environment: { PATH: process.env['PATH'], HYPERDRIVE_TOKEN: 'secret', HOME: '/' },
    });
    const { runId } = await bench.runToEnd({
      hyperparameterSampling: grid(1),
      trial: {
        command: 'env | sort',
        environmentVariables: new Map([
          ['OWN', 'a b'],
          ['AZUREML_RUN_ID', 'other'],
        ]),
      },
    });
    const id = `${runId}_0`;
    const lines = new Set(bench.readKept(id, 'user_logs/std_log.txt').split('\n'));
    const expected = [
      `AZUREML_RUN_ID=${id}`,
      `AZUREML_RUN_TOKEN=${id}`,
      'AZUREML_RUN_TOKEN_EXPIRY=2040-01-01T00:00:00.000Z',
      `AZUREML_ARM_SUBSCRIPTION=${garden.subscriptionId}`,
      'AZUREML_ARM_RESOURCEGROUP=garden',
      'AZUREML_ARM_WORKSPACE_NAME=orchard',
      'AZUREML_ARM_PROJECT_NAME=apples',
      'AZUREML_EXPERIMENT_ID=id-of-apples',
      'AZUREML_WORKSPACE_ID=id-of-orchard',
      'OWN=a b',
      'HOME=/',
    ];
    expect(expected.filter((line) => !lines.has(line))).toEqual([]);
    expect([...lines].some((line) => /^AZUREML_(DISCOVERY_)?SERVICE_ENDPOINT=http/.test(line))).toBe(true);
    expect([...lines].some((line) => line.includes('secret'))).toBe(false);
  });

  it('receives values as the very text, and nothing of them is executed', async () => {
    const bench = await createEngineBench();
    bench.writeCode('show.mjs', 'process.stdout.write(JSON.stringify(process.argv.slice(2)))');
    const nasty = `; touch hacked; $(touch hacked) 'it"s' \n --x`;
    const { runId } = await bench.runToEnd({
      hyperparameterSampling: new GridParameterSampling({ '--x': choice([nasty]), n: choice([12345678901234567890n]) }),
      trial: {
        command: 'node show.mjs ${{search_space.--x}} ${{search_space.n}} ${{inputs.data}} ${{inputs.flag}}; ls -a',
        inputs: new Map([
          ['data', { type: 'uri_file', path: join(bench.code, 'show.mjs') }],
          ['flag', { type: 'literal', value: true }],
        ]),
      },
    });
    const log = bench.readKept(`${runId}_0`, 'user_logs/std_log.txt');
    const [received = '', ...listed] = log.split(/(?<=\])/);
    expect(parseJson(received)).toEqual([nasty, '12345678901234567890', join(bench.code, 'show.mjs'), 'True']);
    expect(listed.join('')).not.toContain('hacked');
  });

  it('writes its outputs to places among its files, which are ready for it', async () => {
    const bench = await createEngineBench();
    const { runId, children } = await bench.runToEnd({
      hyperparameterSampling: grid(7),
      trial: {
        command: 'cd / && echo ${{search_space.x}} > ${{outputs.model}}/w.txt && echo a,b > ${{outputs.table}} && env',
        inputs: new Map([['epochs', { type: 'literal', value: 3 }]]),
        outputs: new Map([
          ['model', { type: 'mlflow_model' }],
          ['table', { type: 'uri_file' }],
        ]),
      },
    });
    const id = `${runId}_0`;
    expect(children.map((child) => child.status)).toEqual(['Completed']);
    expect(bench.readKept(id, 'outputs/model/w.txt')).toBe('7\n');
    expect(bench.readKept(id, 'outputs/table')).toBe('a,b\n');
    const kept = bench.files.folderOf(bench.key(id));
    const lines = bench.readKept(id, 'user_logs/std_log.txt').split('\n');
    expect(lines.filter((line) => line.startsWith('AZUREML_SWEEP_')).toSorted()).toEqual([
      'AZUREML_SWEEP_epochs=3',
      `AZUREML_SWEEP_model=${join(kept, 'outputs/model')}`,
      `AZUREML_SWEEP_table=${join(kept, 'outputs/table')}`,
      'AZUREML_SWEEP_x=7',
    ]);
  });

  it('finds python where only python3 is', async () => {
    const bench = await createEngineBench();
    const bin = join(bench.code, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'python3'), '#!/bin/sh\necho python3 "$@"\n', { mode: 0o755 });
    const { runId, children } = await bench.runToEnd({
      hyperparameterSampling: grid(1),
      trial: { command: 'python train.py', environmentVariables: new Map([['PATH', bin]]) },
    });
    expect(children.map((child) => child.status)).toEqual(['Completed']);
    expect(bench.readKept(`${runId}_0`, 'user_logs/std_log.txt')).toBe('python3 train.py\n');
  });

  it('keeps its outputs, and its working directory is removed', async () => {
    const bench = await createEngineBench();
    const { runId } = await bench.runToEnd({
      hyperparameterSampling: grid(1),
      trial: { command: 'mkdir -p outputs/model && echo weights > outputs/model/w.txt' },
    });
    expect(bench.readKept(`${runId}_0`, 'outputs/model/w.txt')).toBe('weights\n');
    expect(existsSync(bench.files.workFolderOf(bench.key(`${runId}_0`)))).toBe(false);
    expect(readdirSync(bench.code)).toEqual(['log.mjs']);
  });

  it('is canceled where it takes longer than it may, and the sweep goes on', async () => {
    const bench = await createEngineBench();
    const { parent, children } = await bench.runToEnd({
      hyperparameterSampling: grid(600, 0),
      trial: { command: 'sleep ${{search_space.x}}', maxDurationSeconds: 1 },
    });
    expect(children.map((child) => child.status)).toEqual(['Canceled', 'Completed']);
    expect(children[0]?.cancellationReason).toContain('maximum duration of 1 s');
    expect(parent.status).toBe('Completed');
  });
});
