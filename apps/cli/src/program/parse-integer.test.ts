import { expect, it } from 'vitest';
import { CliError } from '../context/cli-error.js';
import { parseInteger } from './parse-integer.js';

it('reads whole numbers up to the limit', () => {
  expect([parseInteger('--top', '0'), parseInteger('--port', '65535', { most: 65_535 })]).toEqual([0, 65_535]);
});

it.each(['99999', '-1', '1.5', '', 'x'])('refuses %j with an example that the option takes', (text) => {
  const read = (): number => parseInteger('--port', text, { most: 65_535, example: 8787 });
  const hint = 'Write for example --port 8787.';
  expect(read).toThrow(`--port is "${text}", but takes a whole number from 0 to 65535.`);
  expect(read).toThrow(expect.objectContaining({ hint }));
  expect(read).toThrow(CliError);
});
