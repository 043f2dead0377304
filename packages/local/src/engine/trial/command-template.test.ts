import { describe, expect, it } from 'vitest';
import { parseCommandTemplate } from './command-template.js';

describe('a command template', () => {
  it('is taken apart into text and placeholders with their places', () => {
    expect(parseCommandTemplate('run ${{inputs.data}} --lr=${{ search_space.--lr }};')).toEqual([
      { kind: 'text', offset: 0, text: 'run ' },
      { kind: 'placeholder', offset: 4, placeholder: { source: 'inputs', name: 'data' } },
      { kind: 'text', offset: 20, text: ' --lr=' },
      { kind: 'placeholder', offset: 26, placeholder: { source: 'search_space', name: '--lr' } },
      { kind: 'text', offset: 50, text: ';' },
    ]);
  });

  it('tells placeholders that name nothing known', () => {
    expect(parseCommandTemplate('${{outputs.model}}${{inputs.}}')).toEqual([
      { kind: 'placeholder', offset: 0, placeholder: { source: 'unknown', text: '${{outputs.model}}' } },
      { kind: 'placeholder', offset: 18, placeholder: { source: 'unknown', text: '${{inputs.}}' } },
    ]);
  });

  it('leaves the shell its own expansions', () => {
    expect(parseCommandTemplate('echo ${HOME} $(date) ${{')).toEqual([
      { kind: 'text', offset: 0, text: 'echo ${HOME} $(date) ${{' },
    ]);
  });
});
