import { describe, expect, it } from 'vitest';
import { translateProperties, translateTags } from './translate-ids.js';

const ids = new Map([
  ['HD_1_0', 'a1'],
  ['HD_0', 'b2'],
]);

describe('translateTags', () => {
  it('calls the tags of children after their copies, prefixed or not, and leaves others alone', () => {
    const tags = new Map([
      ['_aml_system_HD_1_0', '{"lr": 1}'],
      ['HD_1_0', '{}'],
      ['_aml_system_HD_1_9', '{}'],
      ['note', 'HD_1_0'],
    ]);
    expect([...translateTags(tags, ids)]).toEqual([
      ['_aml_system_a1', '{"lr": 1}'],
      ['a1', '{}'],
      ['_aml_system_HD_1_9', '{}'],
      ['note', 'HD_1_0'],
    ]);
  });
});

describe('translateProperties', () => {
  const translated = (name: string, value: string): string | undefined =>
    translateProperties(new Map([[name, value]]), ids, 'apples').get(name);

  it('names the copy of the winner', () => {
    expect(translated('best_child_run_id', 'HD_1_0')).toBe('a1');
    expect(translated('best_child_run_id', 'HD_1_9')).toBe('HD_1_9');
    expect(translated('other', 'HD_1_0')).toBe('HD_1_0');
  });

  it('lets the keys of resumed sweeps name their copies in the experiment of the copy', () => {
    const key = '{"run_scope":{"host":"https://x","workspace_name":"w"},"run_id":"HD_0"}';
    const copy = '{"run_scope":{"experiment_name":"apples"},"run_id":"b2"}';
    expect(translated('resume_from', `[${key}]`)).toBe(`[${copy}]`);
    expect(translated('resume_from', key)).toBe(`[${copy}]`);
  });

  it.each(['null', '[]', 'no json', '[{"run_id":"HD_gone"}]', '[7]'])('leaves resume_from %s as it is', (value) => {
    expect(translated('resume_from', value)).toBe(value);
  });
});
