import { describe, expect, it } from 'vitest';
import { closestName } from './closest-name.js';

describe('closestName', () => {
  it.each([
    ['accuracy', ['loss', 'Accuracy'], 'Accuracy'],
    ['Accuracy', ['loss', 'acuracy'], 'acuracy'],
    ['val_accuracy', ['val accuracy:', 'loss'], 'val accuracy:'],
    ['accuracy', ['epoch', 'validation_accuracy'], 'validation_accuracy'],
    ['AUC', ['precision', 'auc_weighted', 'ABC'], 'ABC'],
    ['loss', ['lust', 'last'], 'lust'],
    ['abcd', ['abxy'], 'abxy'],
    ['recall', ['ecallr'], 'ecallr'],
  ])('finds for %s among %j the name %s', (wanted, names, closest) => {
    expect(closestName(wanted, names)).toBe(closest);
  });

  it('finds nothing where no name is alike, or there is none', () => {
    expect(closestName('accuracy', ['loss', 'epoch'])).toBeUndefined();
    expect(closestName('accuracy', [])).toBeUndefined();
    expect(closestName('', ['loss'])).toBeUndefined();
    expect(closestName('loss', ['', '::'])).toBeUndefined();
    // Letters in front count as much as any others.
    expect(closestName('abc', ['xyabd'])).toBeUndefined();
    expect(closestName('xyabd', ['abc'])).toBeUndefined();
  });
});
