import { describe, expect, it } from 'vitest';
import { toDate, toRunRecord } from './to-run-record.js';

describe('toRunRecord', () => {
  it('takes over what the wire says, times and error included', () => {
    const run = toRunRecord(
      {
        runId: 'HD_1_0',
        status: 'Failed',
        parentRunId: 'HD_1',
        rootRunId: 'HD_1',
        runType: 'azureml.scriptrun',
        runNumber: 7,
        displayName: 'gentle_plum',
        hidden: true,
        tags: new Map([['a', '1']]),
        properties: new Map([['b', '2']]),
        createdUtc: '2026-01-02T03:04:05.1234567+00:00',
        startTimeUtc: 'not a time',
        error: { error: { code: 'UserError', message: 'It broke.' } },
        warnings: [{ source: 's', message: 'careful' }, { source: 'only' }],
        cancelationReason: 'why not',
        createdBy: { userName: 'A Gardener' },
        queueingInfo: { code: 'c', message: 'waiting for nodes' },
      },
      'tulips',
    );
    expect(run).toMatchObject({
      runId: 'HD_1_0',
      status: 'Failed',
      experimentName: 'tulips',
      number: 7,
      hidden: true,
      createdTime: new Date('2026-01-02T03:04:05.123Z'),
      startTime: undefined,
      error: { code: 'UserError', message: 'It broke.' },
      warnings: ['careful'],
      cancellationReason: 'why not',
      createdBy: 'A Gardener',
      queueMessage: 'waiting for nodes',
    });
  });

  it('finds the experiment of a sweep that was asked for by its id alone', () => {
    const tags = new Map([['_aml_system_platform_config', '{"ExperimentName":"tulips"}']]);
    expect(toRunRecord({ runId: 'HD_1', tags }, undefined).experimentName).toBe('tulips');
    expect(toRunRecord({ runId: 'HD_1', tags }, 'roses').experimentName).toBe('roses');
    // The local service says where a run is, be it where it was imported to.
    expect(toRunRecord({ runId: 'HD_1', tags, experimentName: 'lilies' }, undefined).experimentName).toBe('lilies');
    expect(toRunRecord({ runId: 'HD_1_0', experimentName: 'lilies' }, undefined).experimentName).toBe('lilies');
  });

  it('needs only the id', () => {
    expect(toRunRecord({ runId: 'a' }, undefined)).toMatchObject({
      runId: 'a',
      status: 'NotStarted',
      hidden: false,
      tags: new Map(),
      properties: new Map(),
      warnings: [],
    });
  });

  it('reads an error that is not wrapped', () => {
    expect(toRunRecord({ runId: 'a', error: { message: 'bare' } }, undefined).error).toMatchObject({ message: 'bare' });
    expect(toRunRecord({ runId: 'a', error: {} }, undefined).error).toBeUndefined();
  });
});

describe('toDate', () => {
  it('reads the ways in which services write times', () => {
    const expected = new Date('2026-01-02T03:04:05.123Z');
    for (const text of [
      '2026-01-02T03:04:05.123Z',
      '2026-01-02T03:04:05.1234567Z',
      '2026-01-02T05:04:05.123456+02:00',
    ]) {
      expect(toDate(text)).toEqual(expected);
    }
    expect(toDate(undefined)).toBeUndefined();
  });
});
