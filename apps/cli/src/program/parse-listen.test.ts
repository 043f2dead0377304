import { expect, it } from 'vitest';
import { parseListen } from './parse-listen.js';

it.each([
  ['none', 'none'],
  ['10.0.0.5', { address: '10.0.0.5', port: undefined }],
  ['10.0.0.5:8080', { address: '10.0.0.5', port: 8080 }],
  ['login1:0', { address: 'login1', port: 0 }],
  ['[fd00::5]:8080', { address: 'fd00::5', port: 8080 }],
])('%s is a place to listen', (text, expected) => {
  expect(parseListen('--listen', text)).toEqual(expected);
});

it.each(['', ':8080', 'fd00::5', 'http://a:1', 'a:70000', 'a:b', 'a b'])('%j is none, and is refused', (text) => {
  expect(() => parseListen('--listen', text)).toThrow(`--listen is ${JSON.stringify(text)}`);
});
