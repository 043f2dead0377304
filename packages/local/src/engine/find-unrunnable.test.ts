import { HyperDriveConfigError } from '@hyperdrive-run/core';
import { choice, HyperDriveConfig, RandomParameterSampling, uniform } from '@hyperdrive-run/core/config';
import { parseJson } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { createEngineBench } from './__fixtures__/engine-bench.js';
import { processRunnerTerms } from './runners/process/process-runner-terms.js';

describe('what is not run yet', () => {
  it('is refused at submit, all at once, and nothing is stored', async () => {
    const bench = await createEngineBench();
    const config = {
      hyperparameterSampling: new RandomParameterSampling({ x: uniform(0, 10n ** 400n), y: choice(['a\0b']) }),
      resumeFrom: [{ runScope: {}, runId: 'earlier' }],
      trial: { code: '/no/such/folder', inputs: new Map([['data', { type: 'uri_file', path: '/no/file' } as const]]) },
    };
    const error = (() => {
      try {
        bench.submit(config);
      } catch (caught) {
        return caught;
      }
      return undefined;
    })();
    expect(error).toBeInstanceOf(HyperDriveConfigError);
    const paths = HyperDriveConfigError.isInstance(error) ? error.violations.map(({ path }) => path) : [];
    expect(paths).toEqual([
      'hyperparameterSampling.parameterSpace.x',
      'hyperparameterSampling.parameterSpace.y',
      'runConfig.code',
      'runConfig.inputs.data.path',
      'resumeFrom[0]',
    ]);
    expect(bench.store.listRuns({ scope: garden, pageSize: 1 }).runs).toEqual([]);
  });

  it('is a run definition with a script in place of a command', async () => {
    const bench = await createEngineBench();
    const raw = new Map([
      ...bench.config().toWire(),
      ['platform_config', parseJson('{"Definition":{"Overrides":{"Script":"train.py"}}}')] as const,
    ]);
    const config = HyperDriveConfig.fromWire(raw);
    expect(() => bench.engine.submit({ scope: garden, config, rawConfig: raw })).toThrow(/command/);
  });

  it('is a compute that is not here, which is never run under another name', async () => {
    const bench = await createEngineBench();
    expect(() => bench.submit({ trial: { target: 'gpu-cluster' } })).toThrow(
      /runConfig\.target is "gpu-cluster", but takes local, the machine of the local service/,
    );
    expect(bench.store.listRuns({ scope: garden, pageSize: 1 }).runs).toEqual([]);
    const { parent } = await bench.runToEnd({ trial: { target: processRunnerTerms.name } });
    expect(parent.status).toBe('Completed');
  });

  it('is a sweep of a service that does not listen: its trials could not log', async () => {
    const bench = await createEngineBench({ serviceAddress: () => undefined });
    expect(() => bench.submit()).toThrow(expect.objectContaining({ code: 'refused' }));
  });
});
