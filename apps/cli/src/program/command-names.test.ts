import { expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { commandNames } from './command-names.js';
import { createProgram } from './program.js';

it('are those of the program', () => {
  const { commands } = createProgram(memoryIo(), () => undefined);
  expect(commandNames.toSorted()).toEqual(commands.map((command) => command.name()).toSorted());
});
