import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, shownAddress } from './redact.js';

const secret = fc.stringMatching(/^[A-Za-z0-9_-]{8,40}$/);

describe('redact', () => {
  it('takes out what signs an address, who uses it, and tokens, wherever they are', () => {
    fc.assert(
      fc.property(secret, (text) => {
        const shown = [
          `see https://blob.example/a/b.txt?sv=1&sig=${text} please`,
          `at http://user:${text}@host/x`,
          `header was "Authorization: Bearer ${text}"`,
          `token eyJ${text}.${text}.${text}`,
        ].map((message) => redact(message));
        for (const message of shown) expect(message).not.toContain(text);
      }),
    );
  });

  it('takes out a known secret and leaves the rest as it is', () => {
    expect(redact('token abc123 is wrong for run HD_1', ['abc123', undefined, ''])).toBe(
      'token [redacted] is wrong for run HD_1',
    );
    expect(redact('is a > b? see https://docs.example/x.')).toBe('is a > b? see https://docs.example/x.');
  });
});

describe('shownAddress', () => {
  it('leaves out user, query and fragment', () => {
    expect(shownAddress('https://u:p@host:8443/a/b?sig=x#y')).toBe('https://host:8443/a/b');
    expect(shownAddress('http://127.0.0.1:5000/')).toBe('http://127.0.0.1:5000');
    expect(shownAddress('nonsense?sig=x')).toBe('an address that cannot be read');
  });
});
