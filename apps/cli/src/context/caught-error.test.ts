import { stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { codeOf, messageOf } from './caught-error.js';

describe('a caught value', () => {
  it('has the message of an error, or its own text', () => {
    expect(messageOf(new Error('it failed'))).toBe('it failed');
    expect(messageOf('thrown as it is')).toBe('thrown as it is');
    expect(messageOf(undefined)).toBe('undefined');
  });

  it('has a code where the system gave it one', async () => {
    const missing: unknown = await stat('/nowhere/at/all').catch((error: unknown) => error);
    expect(codeOf(missing)).toBe('ENOENT');
    expect(codeOf(new Error('no code'))).toBeUndefined();
    expect(codeOf(Object.assign(new Error('a number'), { code: 20 }))).toBeUndefined();
    expect(codeOf({ code: 'ENOENT' })).toBeUndefined();
  });
});
