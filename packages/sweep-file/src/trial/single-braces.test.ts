import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSingleBraces } from './single-braces.js';

describe('placeholders with single braces', () => {
  // The right column is what azure-ai-ml 1.35.2 sends for the left one.
  it.each([
    ['fit {search_space.lr} {inputs.n}', 'fit ${{search_space.lr}} ${{inputs.n}}'],
    ['fit --out {outputs.m} {foo.x}', 'fit --out ${{outputs.m}} {foo.x}'],
    ['fit ${{inputs.n}} {inputs.s}', 'fit ${{inputs.n}} ${{inputs.s}}'],
    ['fit ${inputs.n}', 'fit $${{inputs.n}}'],
    ['fit {{inputs.n}}', 'fit {{inputs.n}}'],
    ['fit { inputs.n }', 'fit { inputs.n }'],
    ['fit {search_space.lr', 'fit {search_space.lr'],
    ["awk '{print $1}' {inputs.table}", "awk '{print $1}' ${{inputs.table}}"],
  ])('%s is read as %s', (written, read) => {
    expect(readSingleBraces(written).command).toBe(read);
  });

  it('are found as they are written', () => {
    expect(readSingleBraces('a {search_space.x} ${{inputs.y}} {inputs.z}').found).toEqual([
      '{inputs.z}',
      '{search_space.x}',
    ]);
  });

  it('are all that is changed, and only once', () => {
    const parts = fc.constantFrom(
      '{inputs.a}',
      '${{inputs.a}}',
      '{',
      '}',
      '$',
      ' ',
      'x',
      '{outputs.b}',
      '{{search_space.c}}',
    );
    fc.assert(
      fc.property(
        fc.array(parts).map((list) => list.join('')),
        (command) => {
          const once = readSingleBraces(command);
          expect(once.found.length === 0).toBe(once.command === command);
          expect(once.command.replaceAll(/[${}]/g, '')).toBe(command.replaceAll(/[${}]/g, ''));
          if (/[^{]\{[^{]|^\{[^{]/.test(command)) return;
          expect(once.command).toBe(command);
        },
      ),
    );
  });
});
