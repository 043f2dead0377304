import { describe, expect, it } from 'vitest';
import { closestName } from './closest-name.js';

describe('closestName', () => {
  it.each([
    ['accuracy', ['loss', 'Accuracy'], 'Accuracy'],
    ['Accuracy', ['loss', 'acuracy'], 'acuracy'],
    ['val_accuracy', ['val accuracy:', 'loss'], 'val accuracy:'],
    ['accuracy', ['epoch', 'validation_accuracy'], 'validation_accuracy'],
    ['AUC', ['precision', 'auc_weighted', 'ABC'], 'ABC'],
  ])('finds for %s among %j the name %s', (wanted, names, closest) => {
    expect(closestName(wanted, names)).toBe(closest);
  });

  it('finds nothing where no name is alike, or there is none', () => {
    expect(closestName('accuracy', ['loss', 'epoch'])).toBeUndefined();
    expect(closestName('accuracy', [])).toBeUndefined();
  });
});
