import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credential } from './credential.js';
import { readTokenExpiry } from './read-token-expiry.js';
import { TokenSource } from './token-source.js';

const minute = 60_000;

/** A credential whose tokens are `t1`, `t2`, ... and live as long as given, with a clock that is moved by hand. */
function ticking(lifeMs: number) {
  const clock = { now: 1_000_000 };
  const asked: (string | string[])[] = [];
  const credential: Credential = {
    async getToken(scopes) {
      asked.push(scopes);
      await Promise.resolve();
      return { token: `t${asked.length}`, expiresOnTimestamp: clock.now + lifeMs };
    },
  };
  return { clock, asked, source: new TokenSource(credential, 'the-scope', () => clock.now) };
}

function jwt(payload: object): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'none' })}.${encode(payload)}.c2ln`;
}

describe('TokenSource', () => {
  it('asks a credential for the scope once, however many wait, and keeps the token', async () => {
    const { asked, source } = ticking(60 * minute);
    expect(await Promise.all([source.get(undefined), source.get(undefined)])).toEqual(['t1', 't1']);
    expect(await source.get(undefined)).toBe('t1');
    expect(asked).toEqual(['the-scope']);
  });

  it('replaces a token minutes before it expires, and not earlier', async () => {
    const { clock, source } = ticking(60 * minute);
    await source.get(undefined);
    clock.now += 54 * minute;
    expect(await source.get(undefined)).toBe('t1');
    clock.now += 2 * minute;
    expect(await source.get(undefined)).toBe('t2');
  });

  it('uses tokens of a short life for most of it', async () => {
    const { clock, source } = ticking(4 * minute);
    await source.get(undefined);
    clock.now += 2.9 * minute;
    expect(await source.get(undefined)).toBe('t1');
    clock.now += 0.2 * minute;
    expect(await source.get(undefined)).toBe('t2');
  });

  it('uses a token that is still good where no newer one can be had', async () => {
    const clock = { now: 0 };
    let count = 0;
    const credential: Credential = {
      async getToken() {
        count += 1;
        if (count > 1) throw new Error('offline');
        return { token: 'good', expiresOnTimestamp: 60 * minute };
      },
    };
    const source = new TokenSource(credential, 's', () => clock.now);
    await source.get(undefined);
    clock.now = 58 * minute;
    expect(await source.get(undefined)).toBe('good');
    clock.now = 61 * minute;
    await expect(source.get(undefined)).rejects.toMatchObject({ code: 'not-authenticated' });
  });

  it('asks a function again after five minutes, or before its JWT expires', async () => {
    const clock = { now: 0 };
    let count = 0;
    const plain = new TokenSource(
      () => `t${++count}`,
      's',
      () => clock.now,
    );
    expect(await plain.get(undefined)).toBe('t1');
    clock.now = 4 * minute;
    expect(await plain.get(undefined)).toBe('t1');
    clock.now = 6 * minute;
    expect(await plain.get(undefined)).toBe('t2');

    clock.now = 0;
    const tokens = [jwt({ exp: 3600 }), jwt({ exp: 7200 })];
    const dated = new TokenSource(
      async () => tokens.shift() ?? '',
      's',
      () => clock.now,
    );
    const first = await dated.get(undefined);
    clock.now = 54 * minute;
    expect(await dated.get(undefined)).toBe(first);
    clock.now = 56 * minute;
    expect(await dated.get(undefined)).not.toBe(first);
  });

  it('renews a refused token once for all who were refused', async () => {
    const { asked, source } = ticking(60 * minute);
    await source.get(undefined);
    const renewed = await Promise.all([source.renew('t1', undefined), source.renew('t1', undefined)]);
    expect(renewed).toEqual(['t2', 't2']);
    expect(await source.renew('t1', undefined)).toBe('t2');
    expect(asked).toHaveLength(2);
  });

  it('has no other token than the one that was given, and none where none was', async () => {
    const fixed = new TokenSource('fixed', 's');
    expect(await fixed.get(undefined)).toBe('fixed');
    expect(await fixed.renew('fixed', undefined)).toBeUndefined();
    expect(await new TokenSource(undefined, 's').get(undefined)).toBeUndefined();
    expect(await new TokenSource(() => 'same', 's').renew('same', undefined)).toBeUndefined();
  });

  it("lets an aborted caller go with the signal's reason, without failing the others", async () => {
    let give: (token: string) => void = () => undefined;
    const source = new TokenSource(
      () =>
        new Promise<string>((resolve) => {
          give = resolve;
        }),
      's',
    );
    const reason = new Error('enough');
    const controller = new AbortController();
    const leaving = source.get(controller.signal);
    const staying = source.get(undefined);
    controller.abort(reason);
    await expect(leaving).rejects.toBe(reason);
    give('late');
    expect(await staying).toBe('late');
  });

  it('says that a credential has no token, and why it failed', async () => {
    const empty = new TokenSource({ getToken: async () => null }, 's');
    await expect(empty.get(undefined)).rejects.toMatchObject({ code: 'not-authenticated' });
    const cause = new Error('az login needed');
    const failing = new TokenSource(() => Promise.reject(cause), 's');
    await expect(failing.get(undefined)).rejects.toMatchObject({
      code: 'not-authenticated',
      message: expect.stringContaining('az login needed'),
      cause,
    });
  });

  it('trims what was read from a file, and refuses what no header can carry without showing it', async () => {
    expect(await new TokenSource(' abc\n', 's').get(undefined)).toBe('abc');
    for (const token of ['se\ncret', 'sécret', 'se cret']) {
      expect(() => new TokenSource(token, 's')).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
      expect(() => new TokenSource(token, 's')).not.toThrow(token);
      const late = new TokenSource(() => token, 's').get(undefined);
      await expect(late).rejects.toMatchObject({
        code: 'not-authenticated',
        message: expect.not.stringContaining(token),
      });
    }
  });

  it('refuses what is no credential, naming the option', () => {
    for (const wrong of ['', '  ']) expect(() => new TokenSource(wrong, 's')).toThrow('credential');
  });
});

describe('readTokenExpiry', () => {
  it('reads when a JWT expires, and nothing out of anything else', () => {
    expect(readTokenExpiry(jwt({ exp: 1234 }))).toBe(1_234_000);
    expect(readTokenExpiry(jwt({}))).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => readTokenExpiry(text) === undefined));
  });
});
