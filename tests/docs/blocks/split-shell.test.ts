import { expect, it } from 'vitest';
import { shellCommands, splitCommands } from './split-shell.js';

it.each([
  [
    "hyperdrive download 7f3a 12 'outputs/**' --output model",
    [['hyperdrive', 'download', '7f3a', '12', 'outputs/**', '--output', 'model']],
  ],
  [
    'hyperdrive list | cut -f 1   # ids',
    [
      ['hyperdrive', 'list'],
      ['cut', '-f', '1'],
    ],
  ],
  ['hyperdrive backend login lab < token.txt', [['hyperdrive', 'backend', 'login', 'lab']]],
  [
    'cd examples && npm start',
    [
      ['cd', 'examples'],
      ['npm', 'start'],
    ],
  ],
  [
    'eval "$(hyperdrive completion bash)"',
    [
      ['eval', '$(hyperdrive completion bash)'],
      ['hyperdrive', 'completion', 'bash'],
    ],
  ],
  ["x 'optuna:study.db?study=a&value=b#c'", [['x', 'optuna:study.db?study=a&value=b#c']]],
  ['# nothing', []],
])('%s', (line, commands) => {
  expect(splitCommands(line)).toEqual(commands);
});

it('takes of a console what is behind the prompt, and knows what is shown to fail', () => {
  const code = '$ hyperdrive statsu\nError: Unknown command.\n$ hyperdrive list \\\n  --json\nsweep  name\n';
  expect(shellCommands({ page: 'a.md', line: 5, language: 'console', code })).toEqual([
    { page: 'a.md', line: 5, words: ['hyperdrive', 'statsu'], fails: true },
    { page: 'a.md', line: 7, words: ['hyperdrive', 'list', '--json'], fails: false },
  ]);
});
