import { describe, expect, it } from 'vitest';
import { missingChildren, provisionalReasons } from './provisional-reasons.js';

const ended = { status: 'Failed', missingReason: 'not-logged' } as const;

describe('provisionalReasons', () => {
  it('has none for a sweep that ended with all its children, whatever they logged', () => {
    expect([...provisionalReasons('Completed', [ended, { status: 'Completed', missingReason: undefined }])]).toEqual(
      [],
    );
  });

  it('names each reason once', () => {
    const running = { status: 'Running', missingReason: undefined } as const;
    const unread = { status: 'Completed', missingReason: 'unreadable' } as const;
    expect([...provisionalReasons('Finalizing', [running, unread, unread, running])]).toEqual([
      'sweep-not-ended',
      'children-not-ended',
      'children-unreadable',
    ]);
  });
});

describe('missingChildren', () => {
  it.each([
    ['Completed', 5, 3, 2],
    ['Failed', 5, 5, 0],
    ['Completed', 3, 5, 0],
    ['Completed', undefined, 2, 0],
    ['Running', 5, 3, 0],
  ] as const)(
    'of a sweep that is %s and had %j children, of which %i were found, is %i',
    (status, had, found, missing) => {
      expect(missingChildren({ status, expectedChildren: had }, found)).toBe(missing);
    },
  );
});
