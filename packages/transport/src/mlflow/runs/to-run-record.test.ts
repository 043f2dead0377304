import { isSweep } from '@hyperdrive-run/core/internal-config';
import { describe, expect, it } from 'vitest';
import { toRunRecord } from './to-run-record.js';

function tags(entries: Readonly<Record<string, string>>) {
  return Object.entries(entries).map(([key, value]) => ({ key, value }));
}

describe('toRunRecord', () => {
  it('reads a child with all that MLflow knows of it', () => {
    const run = toRunRecord(
      {
        info: {
          run_id: 'c1',
          experiment_id: '7',
          run_name: 'bold-fox-1',
          user_id: '',
          status: 'RUNNING',
          start_time: 1_700_000_000_000,
          lifecycle_stage: 'active',
        },
        data: {
          tags: tags({
            'mlflow.parentRunId': 'p',
            'mlflow.user': 'ada',
            'mlflow.note.content': 'first try',
            'hyperdrive.property.it_x0027_s': 'kept',
            'hyperdrive.tag.a_x003F_b': 'c',
            _x0041_: 'theirs',
          }),
          params: [{ key: 'lr', value: '0.10' }, { key: 'empty' }],
        },
      },
      'tulips',
    );
    expect(run).toMatchObject({
      runId: 'c1',
      status: 'Running',
      parentRunId: 'p',
      rootRunId: undefined,
      experimentName: 'tulips',
      runType: undefined,
      displayName: 'bold-fox-1',
      description: 'first try',
      hidden: false,
      startTime: new Date('2023-11-14T22:13:20Z'),
      endTime: undefined,
      createdBy: 'ada',
      warnings: [],
    });
    expect(run.tags.get('a?b')).toBe('c');
    expect(run.tags.get('_x0041_')).toBe('theirs');
    expect([...run.properties]).toEqual([["it's", 'kept']]);
    expect([...(run.parameters ?? [])]).toEqual([
      ['lr', '0.10'],
      ['empty', ''],
    ]);
  });

  it.each([
    ['SCHEDULED', 'Queued'],
    ['RUNNING', 'Running'],
    ['FINISHED', 'Completed'],
    ['FAILED', 'Failed'],
    ['KILLED', 'Canceled'],
    ['DREAMING', 'DREAMING'],
    [undefined, 'NotStarted'],
  ])('reads the status %s as %s', (status, expected) => {
    expect(toRunRecord({ info: { run_id: 'a', status } }, undefined).status).toBe(expected);
  });

  it.each([
    { _aml_system_primary_metric_config: '{}' },
    { primary_metric_config: '{}' },
    { 'azureml.runsource': 'hyperdrive' },
    { runTemplate: 'HyperDrive' },
  ])('knows a sweep by its tag: %j', (marks) => {
    const run = toRunRecord({ info: { run_uuid: 'p' }, data: { tags: tags({ ...marks }) } }, undefined);
    expect([run.runId, run.rootRunId, isSweep(run)]).toEqual(['p', 'p', true]);
  });

  it('takes a run without such a tag for no sweep, and a deleted one for hidden', () => {
    const run = toRunRecord({ info: { run_id: 'p', lifecycle_stage: 'deleted' } }, undefined);
    expect([isSweep(run), run.hidden]).toEqual([false, true]);
  });

  it('says of a canceled run that its process set it back', () => {
    const canceled = { tags: tags({ 'hyperdrive.canceledAt': '1700000000000' }) };
    expect(toRunRecord({ info: { run_id: 'a', status: 'KILLED' }, data: canceled }, undefined).warnings).toEqual([]);
    expect(toRunRecord({ info: { run_id: 'a', status: 'FINISHED' }, data: canceled }, undefined).warnings).toEqual([
      'It was canceled at 2023-11-14T22:13:20.000Z, but its process went on and set it to FINISHED; MLflow cannot stop a process.',
    ]);
  });
});
