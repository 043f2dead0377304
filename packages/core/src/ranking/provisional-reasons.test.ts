import { describe, expect, it } from 'vitest';
import { provisionalReasons } from './provisional-reasons.js';

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
