import type { CliIo } from '../cli-io.js';
import { styleFor } from './style.js';

/** One thing to tell about a run. Its texts are escaped. */
export interface Field {
  /** As in the JSON: `startTime`. */
  readonly name: string;
  /** For people: `Started`. */
  readonly title: string;
  /** For programs. Empty: the line is left out. */
  readonly plain: string;
  /** For people, where it differs; may have several lines. Empty: the line is left out. */
  readonly shown?: string | undefined;
}

/** Prints what is known of one thing: aligned titles on a terminal, else lines of name, tab, value. */
export async function printFields(io: CliIo, fields: readonly Field[]): Promise<void> {
  const { stdout } = io;
  if (!stdout.isTerminal) {
    const lines = fields.filter(({ plain }) => plain !== '').map(({ name, plain }) => `${name}\t${plain}\n`);
    await stdout.write(lines.join(''));
    return;
  }
  const style = styleFor(stdout, io.env);
  const told = fields.map(({ title, plain, shown = plain }) => ({ title, shown })).filter(({ shown }) => shown !== '');
  const width = Math.max(0, ...told.map(({ title }) => title.length));
  const margin = ' '.repeat(width + 2);
  const lines = told.map(
    ({ title, shown }) => `${style.dim(title.padEnd(width))}  ${shown.replaceAll('\n', `\n${margin}`)}\n`,
  );
  await stdout.write(lines.join(''));
}
