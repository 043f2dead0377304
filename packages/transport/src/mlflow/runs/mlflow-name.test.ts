import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMlflowName, toMlflowName } from './mlflow-name.js';

/** What an MLflow server takes as a name, as its own messages say. */
function isTaken(name: string): boolean {
  const parts = name.split('/');
  return /^[\p{L}\p{N}_\-. :/]+$/u.test(name) && !parts.some((part) => ['', '.', '..'].includes(part));
}

describe('names in MLflow', () => {
  it('stay as they are where MLflow takes them', () => {
    for (const name of [
      'accuracy',
      'val/größe π',
      '__proto__',
      'Regularization Strength: ',
      'a..b',
      '日本',
      'x_y-z.1',
    ]) {
      expect(toMlflowName(name)).toBe(name);
      expect(fromMlflowName(name)).toBe(name);
    }
  });

  it('are written with the codes of what MLflow does not take', () => {
    expect(toMlflowName(`it's`)).toBe('it_x0027_s');
    expect(toMlflowName('a?b')).toBe('a_x003F_b');
    expect(toMlflowName('🙂')).toBe('_xD83D__xDE42_');
    expect(toMlflowName('a//b')).toBe('a_x002F__x002F_b');
    expect(toMlflowName('..')).toBe('_x002E__x002E_');
  });

  it('are distinguished from names that look like written ones', () => {
    expect(toMlflowName('a_x003F_b')).toBe('a_x005F_x003F_b');
  });

  it.each([
    ["_x0A0A'_", '_x005F_x0A0A_x0027__'],
    ['a//_x003F.b', 'a_x002F__x002F__x005F_x003F_x002E_b'],
    ['_x003F.b', '_x003F.b'],
  ])('are distinguished where only what is written behind them makes them look so: %j', (name, key) => {
    expect(toMlflowName(name)).toBe(key);
    expect(fromMlflowName(key)).toBe(name);
  });

  it('come back as they were, whatever they contain, and MLflow takes all that are not empty', () => {
    const odd = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.stringMatching(/^[./_x0-9A-F'?]{1,20}$/).filter((name) => name !== ''),
    );
    fc.assert(
      fc.property(odd, (name) => {
        const written = toMlflowName(name);
        expect(fromMlflowName(written)).toBe(name);
        expect(isTaken(written)).toBe(true);
      }),
    );
  });
});
