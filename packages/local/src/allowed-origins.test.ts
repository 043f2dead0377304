import { InvalidArgumentError } from '@hyperdrive-run/core';
import { expect, it } from 'vitest';
import { checkAllowedOrigins } from './allowed-origins.js';

it('takes origins as browsers send them', () => {
  const origins = ['https://team.example', 'http://localhost:5173', 'http://[::1]:8080'];
  expect([...checkAllowedOrigins(origins)]).toEqual(origins);
  expect(checkAllowedOrigins().size).toBe(0);
});

it.each([
  '*',
  'null',
  '',
  'team.example',
  'https://team.example/',
  'https://team.example/page',
  'https://Team.example',
  'https://team.example:443',
  'file:///page',
])('refuses %j, which no browser sends or which would let in any page', (origin) => {
  expect(() => checkAllowedOrigins([origin])).toThrow(InvalidArgumentError);
  expect(() => checkAllowedOrigins([origin])).toThrow('allowedOrigins');
});
