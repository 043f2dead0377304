import { PassThrough, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { readSecret } from './read-secret.js';

function screen() {
  let shown = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      shown += String(chunk);
      done();
    },
  });
  return { output, shown: () => shown };
}

/** A terminal, as far as the editor of a line asks for one. */
function keyboard(keys: string) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  input.write(keys);
  return input;
}

it('reads all of an input that is no terminal, without the last line break', async () => {
  const input = new PassThrough();
  input.end('s3cret\r\n');
  const { output, shown } = screen();
  expect(await readSecret(input, output, 'Token: ')).toBe('s3cret');
  expect(shown()).toBe('');
});

it('asks at a terminal, and shows nothing of what is typed', async () => {
  const { output, shown } = screen();
  expect(await readSecret(keyboard('s3crex\u007Ft\r'), output, 'Token: ')).toBe('s3cret');
  expect(shown()).toBe('Token: \n');
});

it('is stopped by Ctrl+C', async () => {
  const { output } = screen();
  await expect(readSecret(keyboard('s3c\u0003'), output, 'Token: ')).rejects.toThrow('it was stopped');
});

it('has nothing after Ctrl+D', async () => {
  const { output } = screen();
  expect(await readSecret(keyboard('\u0004'), output, 'Token: ')).toBe('');
});
