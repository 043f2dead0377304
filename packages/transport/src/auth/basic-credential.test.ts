import { expect, it } from 'vitest';
import { isBasicCredential, toBasicToken } from './basic-credential.js';

it('is distinguished from tokens and from what gives tokens', () => {
  const given = [{ username: 'a', password: 'b' }, 'token', () => 'token', { getToken: async () => null }, undefined];
  expect(given.map(isBasicCredential)).toEqual([true, false, false, false, false]);
});

it('writes user and password as RFC 7617 has it, letters beyond ASCII as UTF-8', () => {
  expect(toBasicToken({ username: 'Aladdin', password: 'open sesame' })).toBe('QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
  expect(toBasicToken({ username: 'test', password: '123£' })).toBe('dGVzdDoxMjPCow==');
  expect(toBasicToken({ username: 'ada', password: '' })).toBe('YWRhOg==');
});

it.each([[''], ['a:b']])('refuses the user %j', (username) => {
  expect(() => toBasicToken({ username, password: 'x' })).toThrow('credential.username');
});
