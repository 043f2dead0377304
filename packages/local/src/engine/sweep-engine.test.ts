import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BanditPolicy,
  BayesianParameterSampling,
  choice,
  GridParameterSampling,
  HyperDriveConfig,
  HyperDriveConfigError,
  parseJson,
  quniform,
  RandomParameterSampling,
  uniform,
} from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { createEngineBench, type EngineBench } from './__fixtures__/engine-bench.js';

const grid = (...values: number[]) => new GridParameterSampling({ x: choice(values) });

/** Runs a sweep to its end and answers its parent run. */
async function runToEnd(bench: EngineBench, ...submit: Parameters<EngineBench['submit']>) {
  const { runId } = bench.submit(...submit);
  await bench.engine.whenIdle();
  const parent = bench.store.getRun(bench.key(runId));
  if (parent === undefined) throw new Error('the sweep is gone');
  return { runId, parent, children: bench.children(runId) };
}

function readKept(bench: EngineBench, runId: string, path: string): string {
  return readFileSync(join(bench.files.folderOf(bench.key(runId)), path), 'utf8');
}

describe('a sweep', () => {
  it('runs a trial for each point, and names the best in the marks that Azure ML sets', async () => {
    const bench = await createEngineBench();
    const { runId, parent, children } = await runToEnd(bench, {
      hyperparameterSampling: grid(0.25, 0.75, 0.5),
      trial: { command: 'node log.mjs accuracy=${{search_space.x}}' },
    });
    expect(runId).toMatch(/^HD_[0-9a-f-]{36}$/);
    expect(parent.status).toBe('Completed');
    expect(children.map((child) => [child.runId, child.status])).toEqual([
      [`${runId}_0`, 'Completed'],
      [`${runId}_1`, 'Completed'],
      [`${runId}_2`, 'Completed'],
    ]);
    expect(Object.fromEntries(parent.properties)).toEqual({
      primary_metric_config: '{"name":"accuracy","goal":"maximize"}',
      resume_from: 'null',
      runTemplate: 'HyperDrive',
      'azureml.runsource': 'hyperdrive',
      platform: 'AML',
      space_size: '3',
      best_child_run_id: `${runId}_1`,
      score: '0.75',
      best_metric_status: 'Succeeded',
      best_data_container_id: `dcid.${runId}_1`,
    });
    const { _aml_system_platform_config: platform, ...tags } = Object.fromEntries(parent.tags);
    expect(tags).toEqual({
      _aml_system_max_concurrent_jobs: '2',
      _aml_system_max_total_jobs: '10',
      _aml_system_max_duration_minutes: '10080',
      _aml_system_policy_config: '{"name":"Default"}',
      _aml_system_generator_config: '{"name":"GRID","parameter_space":{"x":["choice",[[0.25,0.75,0.5]]]}}',
      _aml_system_primary_metric_config: '{"name":"accuracy","goal":"maximize"}',
      _aml_system_resume_child_runs: 'null',
      _aml_system_all_jobs_generated: 'true',
      _aml_system_cancellation_requested: 'false',
      _aml_system_samples_generated_count: '3',
      [`_aml_system_${runId}_0`]: '{"x":0.25}',
      [`_aml_system_${runId}_1`]: '{"x":0.75}',
      [`_aml_system_${runId}_2`]: '{"x":0.5}',
    });
    expect(JSON.parse(platform ?? '')).toMatchObject({
      ParentRunId: runId,
      ExperimentName: garden.experimentName,
      Definition: { Overrides: { Command: 'node log.mjs accuracy=${{search_space.x}}' } },
    });
  });

  it('keeps a table of the best child whose last row is final', async () => {
    const bench = await createEngineBench();
    const { runId } = await runToEnd(bench, {
      primaryMetricName: 'loss',
      primaryMetricGoal: 'minimize',
      hyperparameterSampling: grid(3, 1, 2),
      trial: { command: 'node log.mjs loss=${{search_space.x}}' },
    });
    const name = 'best_child_by_primary_metric';
    const metric = bench.store.getMetric(bench.key(runId), name);
    expect(metric?.metricType).toBe('azureml.v1.table');
    expect([...(metric?.columns ?? [])].map(([column]) => column)).toEqual([
      'metric_name',
      'time_elapse',
      'run_id',
      'metric_value',
      'final',
    ]);
    const rows = bench.store.readMetricRows(bench.key(runId), name).map(({ data }) => Object.fromEntries(data));
    expect(rows.at(-1)).toMatchObject({ metric_name: 'loss', run_id: `${runId}_1`, metric_value: 1, final: true });
    expect(rows.slice(0, -1).every((row) => row['final'] === false)).toBe(true);
    expect(rows.length).toBeGreaterThan(1);
  });

  it('names of tied children the one that stands first in the listing', async () => {
    const bench = await createEngineBench();
    const { runId, parent } = await runToEnd(bench, {
      maxConcurrentRuns: 1,
      trial: { command: 'node log.mjs accuracy=1' },
    });
    const first = bench.store.listRuns({ scope: garden, parentRunId: runId, pageSize: 1 }).runs[0];
    expect(parent.properties.get('best_child_run_id')).toBe(first?.runId);
  });

  it('is Completed also with failed trials among others, each with its reason and its output kept', async () => {
    const bench = await createEngineBench();
    const { parent, children } = await runToEnd(bench, {
      hyperparameterSampling: grid(0, 3),
      trial: { command: 'echo "trouble ahead" >&2; exit ${{search_space.x}}' },
    });
    expect(parent.status).toBe('Completed');
    expect(children.map((child) => child.status)).toEqual(['Completed', 'Failed']);
    const failed = children[1];
    expect(failed?.error?.message).toContain('exit code 3');
    expect(readKept(bench, failed?.runId ?? '', 'user_logs/std_log.txt')).toBe('trouble ahead\n');
    expect(failed?.startTime?.getTime()).toBeLessThanOrEqual(failed?.endTime?.getTime() ?? 0);
    expect(parent.properties.has('best_child_run_id')).toBe(false);
  });

  it('whose command does not exist goes on, and is Failed in the end because all trials are', async () => {
    const bench = await createEngineBench();
    const { parent, children, runId } = await runToEnd(bench, { trial: { command: 'no-such-command --x' } });
    expect(children.map((child) => child.status)).toEqual(['Failed', 'Failed']);
    expect(children[0]?.error?.message).toContain('a command was not found');
    expect(readKept(bench, `${runId}_0`, 'user_logs/std_log.txt')).toContain('no-such-command');
    expect(parent.status).toBe('Failed');
    expect(parent.error?.message).toContain('All 2 trials failed');
  });

  it('tells of a trial that a signal ended', async () => {
    const bench = await createEngineBench();
    const { children } = await runToEnd(bench, { hyperparameterSampling: grid(1), trial: { command: 'kill -9 $$' } });
    expect(children[0]?.status).toBe('Failed');
    expect(children[0]?.error?.message).toContain('SIGKILL');
  });

  it('runs no more trials at once than it may, and no fewer', async () => {
    const bench = await createEngineBench();
    const counts: number[] = [];
    bench.store.subscribe((change) => {
      if (change.kind !== 'run-updated' || change.run.parentRunId === undefined) return;
      const siblings = bench.children(change.run.parentRunId);
      counts.push(siblings.filter((run) => run.status === 'Running').length);
    });
    await runToEnd(bench, {
      hyperparameterSampling: grid(1, 2, 3, 4, 5, 6),
      maxConcurrentRuns: 3,
      trial: { command: 'sleep 0.2' },
    });
    expect(Math.max(...counts)).toBe(3);
  });

  it('ends at the number of trials that it may have', async () => {
    const bench = await createEngineBench();
    const { children } = await runToEnd(bench, { hyperparameterSampling: grid(1, 2, 3, 4), maxTotalRuns: 3 });
    expect(children.length).toBe(3);
  });

  it('samples the same points from the same seed', async () => {
    const bench = await createEngineBench();
    const config = {
      hyperparameterSampling: new RandomParameterSampling({ x: uniform(0, 1) }, { seed: 7 }),
      maxTotalRuns: 3,
    };
    const points = async () =>
      (await runToEnd(bench, config)).children.map((child) => child.tags.get('hyperparameters'));
    const [first, second] = [await points(), await points()];
    expect(first).toEqual(second);
    expect(new Set(first).size).toBe(3);
  });

  it('tells in its log what it sampled, started, and how it ended', async () => {
    const bench = await createEngineBench();
    const { runId } = await runToEnd(bench);
    const lines = readKept(bench, runId, 'azureml-logs/hyperdrive.txt').trimEnd().split('\n');
    expect(lines.every((line) => /^\[[-\d:.TZ]+\]\[[A-Z]+\]\[[A-Z]+\]\S/.test(line))).toBe(true);
    const text = lines.join('\n');
    expect(text).toContain('[API][INFO]Experiment created');
    expect(text).toContain(`[GENERATOR][INFO]Sampled ${runId}_1: {"x":2}`);
    expect(text).toContain(`[SCHEDULER][INFO]Trial ${runId}_0 is Completed`);
    expect(text).toMatch(/\[CONTROLLER\]\[INFO\]Changing Run Status from Running to Completed$/);
  });

  it('takes the id, the user and the tags that its submitter chose, and refuses an id that is taken', async () => {
    const bench = await createEngineBench();
    const { parent } = await runToEnd(bench, {}, { runId: 'mine', user: 'Ada', tags: new Map([['team', 'fruit']]) });
    expect([parent.runId, parent.createdBy, parent.tags.get('team')]).toEqual(['mine', 'Ada', 'fruit']);
    expect(bench.children('mine').map((child) => child.createdBy)).toEqual(['Ada', 'Ada']);
    expect(() => bench.submit({}, { runId: 'mine' })).toThrow(expect.objectContaining({ code: 'refused' }));
  });
});

describe('a trial', () => {
  it('has the environment that Azure ML gives, and what the definition adds', async () => {
    const bench = await createEngineBench({
      environment: { PATH: process.env['PATH'], HYPERDRIVE_TOKEN: 'secret', HOME: '/' },
    });
    const { runId } = await runToEnd(bench, {
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
    const lines = new Set(readKept(bench, id, 'user_logs/std_log.txt').split('\n'));
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
    const { runId } = await runToEnd(bench, {
      hyperparameterSampling: new GridParameterSampling({ '--x': choice([nasty]), n: choice([12345678901234567890n]) }),
      trial: {
        command: 'node show.mjs ${{search_space.--x}} ${{search_space.n}} ${{inputs.data}} ${{inputs.flag}}; ls -a',
        inputs: new Map([
          ['data', { type: 'uri_file', path: join(bench.code, 'show.mjs') }],
          ['flag', { type: 'literal', value: true }],
        ]),
      },
    });
    const log = readKept(bench, `${runId}_0`, 'user_logs/std_log.txt');
    const [received = '', ...listed] = log.split(/(?<=\])/);
    expect(parseJson(received)).toEqual([nasty, '12345678901234567890', join(bench.code, 'show.mjs'), 'true']);
    expect(listed.join('')).not.toContain('hacked');
  });

  it('keeps its outputs, and its working directory is removed', async () => {
    const bench = await createEngineBench();
    const { runId } = await runToEnd(bench, {
      hyperparameterSampling: grid(1),
      trial: { command: 'mkdir -p outputs/model && echo weights > outputs/model/w.txt' },
    });
    expect(readKept(bench, `${runId}_0`, 'outputs/model/w.txt')).toBe('weights\n');
    expect(existsSync(bench.files.workFolderOf(bench.key(`${runId}_0`)))).toBe(false);
    expect(readdirSync(bench.code)).toEqual(['log.mjs']);
  });

  it('is canceled where it takes longer than it may, and the sweep goes on', async () => {
    const bench = await createEngineBench();
    const { parent, children } = await runToEnd(bench, {
      hyperparameterSampling: grid(600, 0),
      trial: { command: 'sleep ${{search_space.x}}', maxDurationSeconds: 1 },
    });
    expect(children.map((child) => child.status)).toEqual(['Canceled', 'Completed']);
    expect(children[0]?.cancellationReason).toContain('maximum duration of 1 s');
    expect(parent.status).toBe('Completed');
  });
});

describe('canceling', () => {
  const long = { hyperparameterSampling: grid(1, 2, 3), trial: { command: 'sleep 600' } };

  it('a sweep ends its trials and makes no further ones', async () => {
    const bench = await createEngineBench();
    const { runId } = bench.submit(long);
    await bench.whenStatus(`${runId}_1`, 'Running');
    expect(bench.engine.cancelSweep(bench.key(runId))).toBe('requested');
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('CancelRequested');
    await bench.engine.whenIdle();
    const parent = bench.store.getRun(bench.key(runId));
    expect([parent?.status, parent?.tags.get('_aml_system_cancellation_requested')]).toEqual(['Canceled', 'true']);
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Canceled', 'Canceled']);
    expect(bench.engine.cancelSweep(bench.key(runId))).toBe('already-finished');
  });

  it('a sweep before its first trial runs ends it too', async () => {
    const bench = await createEngineBench();
    const { runId } = bench.submit(long);
    expect(bench.engine.cancelSweep(bench.key(runId))).toBe('requested');
    await bench.engine.whenIdle();
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Canceled');
    expect(bench.children(runId).filter((child) => child.status !== 'Canceled')).toEqual([]);
  });

  it('one trial leaves the others running', async () => {
    const bench = await createEngineBench();
    const { runId } = bench.submit({
      hyperparameterSampling: grid(600, 0),
      trial: { command: 'sleep ${{search_space.x}}' },
    });
    await bench.whenStatus(`${runId}_0`, 'Running');
    expect(bench.engine.cancelRun(bench.key(`${runId}_0`))).toBe('requested');
    await bench.engine.whenIdle();
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Canceled', 'Completed']);
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Completed');
    expect(bench.engine.cancelRun(bench.key(`${runId}_0`))).toBe('already-finished');
  });

  it('a script that then exits with 0 does not make the trial Completed', async () => {
    const bench = await createEngineBench();
    const command = `trap 'exit 0' TERM; sleep 600 & wait`;
    const { runId } = bench.submit({ hyperparameterSampling: grid(1), trial: { command } });
    await bench.whenStatus(`${runId}_0`, 'Running');
    bench.engine.cancelRun(bench.key(runId));
    await bench.engine.whenIdle();
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Canceled']);
  });

  it('a sweep leaves a trial alone that has just ended', async () => {
    const bench = await createEngineBench();
    bench.store.subscribe((change) => {
      if (change.kind !== 'run-updated' || change.run.status !== 'Completed') return;
      if (change.run.parentRunId !== undefined) bench.engine.cancelSweep(bench.key(change.run.parentRunId));
    });
    const { parent, children } = await runToEnd(bench, { maxConcurrentRuns: 1 });
    expect([parent.status, ...children.map((child) => child.status)]).toEqual(['Canceled', 'Completed']);
  });

  it('tells apart what is not there and what is not run here', async () => {
    const bench = await createEngineBench();
    bench.store.createRun({ scope: garden, runId: 'imported', runType: 'hyperdrive', status: 'Running' });
    expect(bench.engine.cancelSweep(bench.key('nobody'))).toBe('not-found');
    expect(bench.engine.cancelSweep(bench.key('imported'))).toBe('not-here');
    expect(bench.engine.ownsStatus(bench.key('imported'))).toBe(false);
  });

  it('by time ends the trials that run, and the sweep is Completed with the reason', async () => {
    const bench = await createEngineBench();
    const platformConfig = new Map([['MaxDurationSeconds', 1]]);
    const { parent, children } = await runToEnd(bench, { ...long, platformConfig });
    expect(parent.status).toBe('Completed');
    expect(parent.properties.get('cancellation_reason')).toContain('maximum duration');
    expect(children.map((child) => child.status)).toEqual(['Canceled', 'Canceled']);
  });
});

describe('a service that stops', () => {
  it('ends its trials as Failed, and the next one carries the sweep on to its total', async () => {
    const bench = await createEngineBench();
    bench.writeCode('once.sh', `test -e ${bench.folder}/again || { touch ${bench.folder}/started; exec sleep 600; }`);
    const { runId } = bench.submit({
      hyperparameterSampling: grid(1, 2, 3),
      maxConcurrentRuns: 1,
      trial: { command: 'sh once.sh && node log.mjs accuracy=${{search_space.x}}' },
    });
    await bench.whenStatus(`${runId}_0`, 'Running');
    await bench.engine.close();
    expect(bench.children(runId).map((child) => [child.status, child.error?.code])).toEqual([
      ['Failed', 'ServiceStopped'],
    ]);
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Running');
    expect(() => bench.submit()).toThrow(expect.objectContaining({ code: 'refused' }));

    const next = bench.restart();
    expect(next.ownsStatus(bench.key(`${runId}_0`))).toBe(true);
    writeFileSync(join(bench.folder, 'again'), '');
    next.recoverAtStart();
    await next.whenIdle();
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Failed', 'Completed', 'Completed']);
    const parent = bench.store.getRun(bench.key(runId));
    expect([parent?.status, parent?.properties.get('best_child_run_id')]).toEqual(['Completed', `${runId}_2`]);
  });

  it('carries out a cancellation that it was asked for before', async () => {
    const bench = await createEngineBench();
    const { runId } = bench.submit({ trial: { command: 'sleep 600' } });
    await bench.whenStatus(`${runId}_1`, 'Running');
    bench.engine.cancelSweep(bench.key(runId));
    await bench.engine.close();
    const next = bench.restart();
    next.recoverAtStart();
    await next.whenIdle();
    expect(bench.store.getRun(bench.key(runId))?.status).toBe('Canceled');
    expect(bench.children(runId).map((child) => child.status)).toEqual(['Canceled', 'Canceled']);
  });
});

describe('code that cannot be copied', () => {
  it('makes the sweep Failed with that reason, before any trial', async () => {
    const bench = await createEngineBench();
    const taken = bench.submit();
    rmSync(bench.code, { recursive: true });
    await bench.engine.whenIdle();
    const parent = bench.store.getRun(bench.key(taken.runId));
    expect([parent?.status, bench.children(taken.runId)]).toEqual(['Failed', []]);
    expect(parent?.error?.message).toContain('cannot be copied');
  });
});

describe('what is not run yet', () => {
  it('is refused at submit, all at once, and nothing is stored', async () => {
    const bench = await createEngineBench();
    const config = {
      hyperparameterSampling: new RandomParameterSampling(
        { x: quniform(1, 2, 5), y: choice(['a\0b']) },
        { rule: 'sobol' },
      ),
      policy: new BanditPolicy({ slackFactor: 0.1 }),
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
    const paths = error instanceof HyperDriveConfigError ? error.violations.map(({ path }) => path) : [];
    expect(paths).toEqual([
      'hyperparameterSampling.rule',
      'hyperparameterSampling.parameterSpace.x',
      'hyperparameterSampling.parameterSpace.y',
      'policy',
      'resumeFrom',
      'runConfig.code',
      'runConfig.inputs.data.path',
    ]);
    expect(bench.store.listRuns({ scope: garden, pageSize: 1 }).runs).toEqual([]);
  });

  it('is Bayesian sampling, and a run definition with a script in place of a command', async () => {
    const bench = await createEngineBench();
    const bayesian = { hyperparameterSampling: new BayesianParameterSampling({ x: uniform(0, 1) }) };
    expect(() => bench.submit(bayesian)).toThrow(/Bayesian/);
    const raw = new Map([
      ...bench.config().toWire(),
      ['platform_config', parseJson('{"Definition":{"Overrides":{"Script":"train.py"}}}')] as const,
    ]);
    const config = HyperDriveConfig.fromWire(raw);
    expect(() => bench.engine.submit({ scope: garden, config, rawConfig: raw })).toThrow(/command/);
  });

  it('is a sweep of a service that does not listen: its trials could not log', async () => {
    const bench = await createEngineBench({ serviceAddress: () => undefined });
    expect(() => bench.submit()).toThrow(expect.objectContaining({ code: 'refused' }));
  });
});
