import { RandomParameterSampling, uniform } from '@hyperdrive-run/core/config';
import { describe, expect, it } from 'vitest';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { grid } from './__fixtures__/bench-config.js';
import { createEngineBench } from './__fixtures__/engine-bench.js';

describe('a sweep', () => {
  it('runs a trial for each point, and names the best in the tags and properties that Azure ML sets', async () => {
    const bench = await createEngineBench();
    const { runId, parent, children } = await bench.runToEnd({
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
    const { runId } = await bench.runToEnd({
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

  it('names of tied children the one that is first in the listing', async () => {
    const bench = await createEngineBench();
    const { runId, parent } = await bench.runToEnd({
      maxConcurrentRuns: 1,
      trial: { command: 'node log.mjs accuracy=1' },
    });
    const first = bench.store.listRuns({ scope: garden, parentRunId: runId, pageSize: 1 }).runs[0];
    expect(parent.properties.get('best_child_run_id')).toBe(first?.runId);
  });

  it('names no hidden child as its best', async () => {
    const bench = await createEngineBench();
    bench.store.subscribe((change) => {
      if (change.kind !== 'run-updated' || change.run.hidden || !change.run.runId.endsWith('_1')) return;
      bench.store.updateRun(change.run, { hidden: true });
    });
    const { runId, parent } = await bench.runToEnd({
      hyperparameterSampling: grid(1, 2),
      trial: { command: 'node log.mjs accuracy=${{search_space.x}}' },
    });
    expect(parent.properties.get('best_child_run_id')).toBe(`${runId}_0`);
  });

  it('is Completed also with failed trials among others, each with its reason and its output kept', async () => {
    const bench = await createEngineBench();
    const { parent, children } = await bench.runToEnd({
      hyperparameterSampling: grid(0, 3),
      trial: { command: 'echo "trouble ahead" >&2; exit ${{search_space.x}}' },
    });
    expect(parent.status).toBe('Completed');
    expect(children.map((child) => child.status)).toEqual(['Completed', 'Failed']);
    const failed = children[1];
    expect(failed?.error?.message).toContain('exit code 3');
    expect(bench.readKept(failed?.runId ?? '', 'user_logs/std_log.txt')).toBe('trouble ahead\n');
    expect(failed?.startTime?.getTime()).toBeLessThanOrEqual(failed?.endTime?.getTime() ?? 0);
    expect(parent.properties.has('best_child_run_id')).toBe(false);
  });

  it('whose command does not exist goes on, and is Failed in the end because all trials are', async () => {
    const bench = await createEngineBench();
    const { parent, children, runId } = await bench.runToEnd({ trial: { command: 'no-such-command --x' } });
    expect(children.map((child) => child.status)).toEqual(['Failed', 'Failed']);
    expect(children[0]?.error?.message).toContain('a command was not found');
    expect(bench.readKept(`${runId}_0`, 'user_logs/std_log.txt')).toContain('no-such-command');
    expect(parent.status).toBe('Failed');
    expect(parent.error?.message).toContain('All 2 trials failed');
  });

  it('names the signal that ended a trial', async () => {
    const bench = await createEngineBench();
    const { children } = await bench.runToEnd({ hyperparameterSampling: grid(1), trial: { command: 'kill -9 $$' } });
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
    await bench.runToEnd({
      hyperparameterSampling: grid(1, 2, 3, 4, 5, 6),
      maxConcurrentRuns: 3,
      trial: { command: 'sleep 0.2' },
    });
    expect(Math.max(...counts)).toBe(3);
  });

  it('ends at the number of trials that it may have', async () => {
    const bench = await createEngineBench();
    const { children } = await bench.runToEnd({ hyperparameterSampling: grid(1, 2, 3, 4), maxTotalRuns: 3 });
    expect(children.length).toBe(3);
  });

  it('samples the same points from the same seed', async () => {
    const bench = await createEngineBench();
    const config = {
      hyperparameterSampling: new RandomParameterSampling({ x: uniform(0, 1) }, { seed: 7 }),
      maxTotalRuns: 3,
    };
    const points = async () =>
      (await bench.runToEnd(config)).children.map((child) => child.tags.get('hyperparameters'));
    const [first, second] = [await points(), await points()];
    expect(first).toEqual(second);
    expect(new Set(first).size).toBe(3);
  });

  it('says in its log what it sampled, started, and how it ended', async () => {
    const bench = await createEngineBench();
    const { runId } = await bench.runToEnd();
    const lines = bench.readKept(runId, 'azureml-logs/hyperdrive.txt').trimEnd().split('\n');
    expect(lines.every((line) => /^\[[-\d:.TZ]+\]\[[A-Z]+\]\[[A-Z]+\]\S/.test(line))).toBe(true);
    const text = lines.join('\n');
    expect(text).toContain('[API][INFO]Experiment created');
    expect(text).toContain(`[GENERATOR][INFO]Sampled ${runId}_1: {"x":2}`);
    expect(text).toContain(`[SCHEDULER][INFO]Trial ${runId}_0 is Completed`);
    expect(text).toMatch(/\[CONTROLLER\]\[INFO\]Changing Run Status from Running to Completed$/);
  });

  it('takes the id, the user and the tags that its submitter chose, and refuses an id that is taken', async () => {
    const bench = await createEngineBench();
    const { parent } = await bench.runToEnd({}, { runId: 'mine', user: 'Ada', tags: new Map([['team', 'fruit']]) });
    expect([parent.runId, parent.createdBy, parent.tags.get('team')]).toEqual(['mine', 'Ada', 'fruit']);
    expect(bench.children('mine').map((child) => child.createdBy)).toEqual(['Ada', 'Ada']);
    expect(() => bench.submit({}, { runId: 'mine' })).toThrow(expect.objectContaining({ code: 'refused' }));
  });
});
