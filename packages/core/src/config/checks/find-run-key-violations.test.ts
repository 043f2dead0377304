import { describe, expect, it } from 'vitest';
import { findRunKeyViolations } from './find-run-key-violations.js';

const keyOf = (runId: string): { readonly runScope: object; readonly runId: string } => ({ runScope: {}, runId });

describe('run keys', () => {
  it('are found wrong where the id is missing or repeated, or there are too many', () => {
    const keys = ['HD_1', 'HD_1', '', ''].map(keyOf);
    expect(findRunKeyViolations('resumeFrom', keys, 3, 'at most 3')).toEqual([
      { path: 'resumeFrom', got: '4 run keys', takes: 'at most 3' },
      { path: 'resumeFrom[1].runId', got: '"HD_1"', takes: 'each run only once' },
      { path: 'resumeFrom[2].runId', got: '""', takes: 'a non-empty run id' },
      { path: 'resumeFrom[3].runId', got: '""', takes: 'a non-empty run id' },
    ]);
  });

  it('are found wrong where a caller passes something else', () => {
    // @ts-expect-error -- wrong on purpose
    expect(findRunKeyViolations('resumeFrom', ['HD_1', { runId: 'HD_1' }], 5, '')).toMatchObject([
      { path: 'resumeFrom[0]', got: '"HD_1"' },
      { path: 'resumeFrom[1]', got: 'an object' },
    ]);
    for (const key of [
      null,
      { runId: 5, runScope: {} },
      { runId: 'a', runScope: null },
      { runId: 'a', runScope: 's' },
    ]) {
      // @ts-expect-error -- wrong on purpose
      expect(findRunKeyViolations('resumeFrom', [key], 5, '')).toMatchObject([
        { path: 'resumeFrom[0]', takes: 'a run key: { runScope, runId }' },
      ]);
    }
    // @ts-expect-error -- wrong on purpose
    expect(findRunKeyViolations('resumeFrom', 'HD_1', 5, '')).toMatchObject([{ path: 'resumeFrom', got: '"HD_1"' }]);
  });
});
