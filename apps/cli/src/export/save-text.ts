import { saveFile } from './save-file.js';

/**
 * Saves a text as a file that is whole or not there.
 * @returns how many bytes it has
 * @throws CliError where it cannot be written
 */
export async function saveText(file: string, text: string): Promise<number> {
  const encoder = new TextEncoder();
  return saveFile(file, async () =>
    (async function* () {
      yield encoder.encode(text);
    })(),
  );
}
