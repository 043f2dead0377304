import { expect, it } from 'vitest';
import { isLoopback } from './is-loopback.js';

it.each([
  'http://localhost:1',
  'http://svc.localhost',
  'http://127.0.0.1',
  'http://127.8.9.1:80/x',
  'http://[::1]:5000',
])('knows %s as an address of this machine', (address) => {
  expect(isLoopback(address)).toBe(true);
});

it.each([
  'http://127.evil.example',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'http://notlocalhost',
  'http://10.0.0.1',
  'http://[::2]',
  'https://example.com/127.0.0.1',
  'nonsense',
])('does not take %s for one', (address) => {
  expect(isLoopback(address)).toBe(false);
});
