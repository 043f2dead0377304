import { createInterface } from 'node:readline';
import { type Readable, Writable } from 'node:stream';
import { CliError } from './cli-error.js';

/**
 * Reads a secret: all of an input that is no terminal, else one line that is not shown while it is typed.
 * @param input of a terminal where it has `isTTY`
 * @param output the prompt goes there
 * @throws CliError after Ctrl+C
 */
export async function readSecret(
  input: Readable & { readonly isTTY?: boolean | undefined },
  output: Writable,
  prompt: string,
): Promise<string> {
  if (input.isTTY === true) return readHidden(input, output, prompt);
  let text = '';
  for await (const part of input.setEncoding('utf8')) text += String(part);
  return text.replace(/\r?\n$/, '');
}

function readHidden(input: Readable, output: Writable, prompt: string): Promise<string> {
  // What the editor of the line would show goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const editor = createInterface({ input, output: nowhere, terminal: true });
  output.write(prompt);
  return new Promise((resolve, reject) => {
    editor.once('SIGINT', () => {
      reject(new CliError({ message: 'Nothing was kept: it was stopped.', hint: 'Run the command again.' }));
      editor.close();
    });
    editor.once('line', (line) => {
      resolve(line);
      editor.close();
    });
    // Ctrl+D without a line; else it is settled already.
    editor.once('close', () => {
      output.write('\n');
      resolve('');
    });
  });
}
