import { expect, it } from 'vitest';
import { createProvenWays } from './proven-ways.js';

it('a way that works is tried once, also by several at once; another one is tried anew', async () => {
  const ways = createProvenWays();
  const tried: string[] = [];
  const attempt = (way: string) => async () => {
    tried.push(way);
    return true as const;
  };
  await Promise.all([ways.require('a', attempt('a')), ways.require('a', attempt('a'))]);
  await ways.require('a', attempt('a'));
  await ways.require('b', attempt('b'));
  expect(tried).toEqual(['a', 'b']);
});

it('what does not work, or could not be seen, is tried again', async () => {
  const ways = createProvenWays();
  let tries = 0;
  const fails = async (): Promise<true> => {
    tries += 1;
    throw new Error('no way');
  };
  await expect(ways.require('a', fails)).rejects.toThrow('no way');
  await expect(ways.require('a', fails)).rejects.toThrow('no way');
  const unseen = async (): Promise<undefined> => {
    tries += 1;
  };
  await ways.require('a', unseen);
  await ways.require('a', unseen);
  expect(tries).toBe(4);
});

it('who goes away does not wait for it, and does not end it for the others', async () => {
  const ways = createProvenWays();
  let finish = (_: true): void => {};
  const trying = new Promise<true>((resolve) => {
    finish = resolve;
  });
  const leaving = new AbortController();
  const left = ways.require('a', () => trying, { signal: leaving.signal });
  const stays = ways.require('a', () => Promise.reject(new Error('tried twice')));
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  finish(true);
  await expect(stays).resolves.toBeUndefined();
});
