import { describe, expect, it } from 'vitest';
import { parseJson } from '../../json/parse-json.js';
import { writeJson } from '../../json/write-json.js';
import { runKeyFromWire, runKeysFromWire, runKeyToWire } from './run-key-wire.js';

const text =
  '{"run_scope":{"host":"https://example.test","subscription_id":"s","resource_group":"g","workspace_name":"w","experiment_name":"e"},"run_id":"HD_1"}';

describe('run keys', () => {
  it('are read from the wire and written back', () => {
    const key = runKeyFromWire(parseJson(text));
    expect(key).toEqual({
      runScope: {
        host: 'https://example.test',
        subscriptionId: 's',
        resourceGroup: 'g',
        workspaceName: 'w',
        experimentName: 'e',
      },
      runId: 'HD_1',
    });
    expect(writeJson(runKeyToWire(key))).toBe(text);
  });

  it('may lack parts of their scope', () => {
    const key = { runScope: { experimentName: 'e' }, runId: 'HD_1' };
    expect(writeJson(runKeyToWire(key))).toBe('{"run_scope":{"experiment_name":"e"},"run_id":"HD_1"}');
    expect(runKeyFromWire(runKeyToWire(key)).runScope.host).toBeUndefined();
  });

  it('lack what is no text, or empty', () => {
    const key = runKeyFromWire(parseJson('{"run_scope":{"host":7,"workspace_name":""},"run_id":"HD_1"}'));
    expect(key.runScope).toEqual({});
    expect(key.runId).toBe('HD_1');
  });

  it('are none where the wire says null or nothing', () => {
    expect(runKeysFromWire(null)).toEqual([]);
    expect(runKeysFromWire(undefined)).toEqual([]);
  });

  it('are not dropped where they cannot be read: they are left to the checks', () => {
    expect(runKeysFromWire('HD_1').map(({ runId }) => runId)).toEqual(['']);
  });
});
