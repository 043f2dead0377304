import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTrialCommand } from './trial-command.js';

describe('parseTrialCommand', () => {
  it('finds inputs, outputs and hyperparameters, whatever blanks are in the braces', () => {
    expect(
      parseTrialCommand(
        'node train.mjs --data ${{inputs.iris}} --to ${{outputs.model}} --lr=${{ search_space.--learning_rate }}',
      ),
    ).toEqual([
      { kind: 'text', text: 'node train.mjs --data ' },
      { kind: 'input', name: 'iris' },
      { kind: 'text', text: ' --to ' },
      { kind: 'output', name: 'model' },
      { kind: 'text', text: ' --lr=' },
      { kind: 'hyperparameter', name: '--learning_rate' },
    ]);
  });

  it('finds placeholders that touch each other', () => {
    expect(parseTrialCommand('${{inputs.a}}${{inputs.b}}')).toEqual([
      { kind: 'input', name: 'a' },
      { kind: 'input', name: 'b' },
    ]);
  });

  it.each(['${{output.model}}', '${{inputs}}', '${{inputs.}}', '${{ }}', '${{'])('reports %s as unknown', (text) => {
    expect(parseTrialCommand(`a ${text} b`)).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'unknown', text },
      { kind: 'text', text: ' b' },
    ]);
  });

  it('leaves the variables and expansions of a shell alone', () => {
    const text = 'echo $HOME ${HOME} $((1 + 1)) {{x}} $$ \n${a:-{b}}';
    expect(parseTrialCommand(text)).toEqual([{ kind: 'text', text }]);
  });

  it('loses nothing of the text between', () => {
    const piece = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ab ${}.\n') }).filter((text) => !text.includes('${{')),
      fc.constantFrom('${{inputs.a}}', '${{search_space.b}}', '${{outputs.c}}'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const command = pieces.join('|');
        const again = parseTrialCommand(command).map((part) => {
          if (part.kind === 'input' || part.kind === 'output') return `\${{${part.kind}s.${part.name}}}`;
          return part.kind === 'hyperparameter' ? `\${{search_space.${part.name}}}` : part.text;
        });
        expect(again.join('')).toBe(command);
      }),
    );
  });
});
