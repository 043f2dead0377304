import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveComponentCommand } from './component-command.js';

const names = (...known: readonly string[]) => ({
  has: (name: string) => known.includes(name),
  isSwept: (name: string) => name.startsWith('s'),
});

describe("a component's command", () => {
  it('takes swept inputs from the search space, and others as inputs', () => {
    const command = 'a ${{inputs.swept}} ${{ inputs.plain }} ${{outputs.o}} ${{search_space.z}} ${{what}}';
    expect(resolveComponentCommand(command, names())).toBe(
      'a ${{search_space.swept}} ${{inputs.plain}} ${{outputs.o}} ${{search_space.z}} ${{what}}',
    );
  });

  it('keeps a group only if all of its inputs have a value', () => {
    const command = 'x $[[--a ${{inputs.a}}]] $[[--b ${{inputs.b}} --c ${{inputs.a}}]] $[[always]]';
    expect(resolveComponentCommand(command, names('a', 'b'))).toBe(
      'x --a ${{inputs.a}} --b ${{inputs.b}} --c ${{inputs.a}} always',
    );
    expect(resolveComponentCommand(command, names('a'))).toBe('x --a ${{inputs.a}}  always');
    expect(resolveComponentCommand(command, names())).toBe('x   always');
  });

  it('without groups and swept inputs stays as it is, whatever else it contains', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab $[]{}.\n"\'') }).filter((s) => !/\$\{\{|\$\[\[/.test(s));
    fc.assert(
      fc.property(text, (command) => {
        expect(resolveComponentCommand(command, names())).toBe(command);
      }),
    );
  });
});
