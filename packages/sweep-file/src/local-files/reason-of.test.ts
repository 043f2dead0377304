import { expect, it } from 'vitest';
import { reasonOf } from './reason-of.js';

it.each([
  ['ENOENT', 'it does not exist'],
  ['ENOTDIR', 'a part of its path is a file, and no folder'],
  ['EACCES', 'it may not be read'],
  ['EPERM', 'it may not be read'],
  ['EISDIR', 'it is a folder'],
  ['ELOOP', 'it is a link that leads to itself'],
  ['ENAMETOOLONG', 'its path is too long for this machine'],
  ['EIO', 'the disk is broken'],
])('a failure with the code %s is told as: %s', (code, words) => {
  expect(reasonOf(Object.assign(new Error('the disk is broken'), { code }))).toEqual({ code, words });
});

it.each([
  [new TypeError('not what was expected'), 'not what was expected'],
  ['a text', 'a text'],
  [{ code: 'ENOENT' }, '[object Object]'],
  [undefined, 'undefined'],
])('a failure without a code is told as it is: %s', (error, words) => {
  expect(reasonOf(error)).toEqual({ code: '', words });
});
