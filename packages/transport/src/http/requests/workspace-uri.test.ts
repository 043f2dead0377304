import { describe, expect, it } from 'vitest';
import { experimentOfUri, uriFault } from './workspace-uri.js';

const fault = uriFault('x://host');

describe('the error for an address', () => {
  it('shows neither user nor password nor the values of the query', () => {
    const { message, hint } = fault('x://me:s3cret@host/a?token=t0k3n&b=c#d=e', 'It is odd');
    expect(message).toContain('x://[redacted]@host/a?token=…&b=…');
    expect(`${message} ${hint}`).not.toMatch(/s3cret|t0k3n|me:/);
    expect(hint).toBe('It is odd.');
  });

  it('says what it got where that is no text', () => {
    expect(fault(7, 'It is no text').message).toContain('7');
  });
});

describe('the experiment of an address', () => {
  const read = (query: string): string | undefined =>
    experimentOfUri(`x://host${query}`, new URL(`http://host${query}`), fault);

  it('is the one of the query, decoded', () => {
    expect([read(''), read('?experiment=a%20b')]).toEqual([undefined, 'a b']);
  });

  it.each(['?experiment=', '?experiment=a&experiment=b', '?Experiment=a', '?experiment=a&b=c'])(
    'is not read from %s',
    (query) => expect(() => read(query)).toThrow('uri is'),
  );
});
