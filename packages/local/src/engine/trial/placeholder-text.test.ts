import { join, resolve } from 'node:path';
import type { TrialDefinition } from '@hyperdrive-run/core/trial';
import { describe, expect, it } from 'vitest';
import { placeholderText } from './placeholder-text.js';

const definition: TrialDefinition = {
  command: 'dig',
  inputs: new Map([
    ['rate', { type: 'literal', value: 1e-7 }],
    ['count', { type: 'literal', value: 12 }],
    ['wet', { type: 'literal', value: false }],
    ['site', { type: 'literal', value: '1.0' }],
    ['map', { type: 'uri_file', path: 'maps/site.png' }],
  ]),
  valueTexts: new Map([['k', new Map([['2', '2.0']])]]),
};

describe('the text that a placeholder stands for', () => {
  it('is what the definition says of a value of the search space, else its JSON', () => {
    const textOf = (k: number | string): string =>
      placeholderText({ point: new Map([['k', k]]), definition })({ kind: 'hyperparameter', name: 'k' });
    expect([textOf(2), textOf(3), textOf('2'), textOf(0.1)]).toEqual(['2.0', '3', '2', '0.1']);
  });

  it('is of a literal input the text that Python makes of it', () => {
    const textOf = placeholderText({ point: new Map(), definition });
    const texts = ['rate', 'count', 'wet', 'site'].map((name) => textOf({ kind: 'input', name }));
    expect(texts).toEqual(['1e-07', '12', 'False', '1.0']);
  });

  it('is of an input that is a file its absolute path', () => {
    const textOf = placeholderText({ point: new Map(), definition });
    expect(textOf({ kind: 'input', name: 'map' })).toBe(resolve('maps/site.png'));
  });

  it('is of an output its place in the folder of outputs, or below the working directory', () => {
    const output = { kind: 'output', name: 'map' } as const;
    expect(placeholderText({ point: new Map(), definition, outputsFolder: '/runs/7' })(output)).toBe(
      join('/runs/7', 'map'),
    );
    expect(placeholderText({ point: new Map(), definition })(output)).toBe(join('outputs', 'map'));
  });

  it('is null for a hyperparameter that the point does not hold, whatever the definition', () => {
    const textOf = placeholderText({ point: new Map(), definition: { command: 'dig' } });
    expect(textOf({ kind: 'hyperparameter', name: 'k' })).toBe('null');
  });
});
