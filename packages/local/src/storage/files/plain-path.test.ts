import { describe, expect, it } from 'vitest';
import { isPlainPath, plainPartsOf } from './plain-path.js';

describe('a plain path', () => {
  it.each(['a', 'outputs/model.json', '.hidden', 'a b/ü', '__proto__'])('is %j', (path) => {
    expect(isPlainPath(path)).toBe(true);
    expect(plainPartsOf(path)).toEqual(path.split('/'));
  });

  it.each(['', '/', '/etc/passwd', 'a//b', 'a/', '.', '..', '../a', 'a/../../b', 'a\\..\\b', 'a\0b'])(
    'is not %j',
    (path) => expect(isPlainPath(path)).toBe(false),
  );

  it('may have empty steps where it is only looked up, but none that lead elsewhere', () => {
    expect(plainPartsOf('/a//b/')).toEqual(['a', 'b']);
    expect(plainPartsOf('a/../b')).toBeUndefined();
  });
});
