import { stripVTControlCharacters } from 'node:util';
import type { CliIo } from '../../context/cli-io.js';
import { styleFor } from '../style.js';
import { defaultWidth } from '../tables/print-table.js';

/** One property of a thing that is shown. Its texts are escaped. */
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
  const visible = fields
    .map(({ title, plain, shown = plain }) => ({ title, shown }))
    .filter(({ shown }) => shown !== '');
  const width = titleWidth(visible, stdout.columns ?? defaultWidth);
  const margin = ' '.repeat(width + gap);
  const room = (stdout.columns ?? defaultWidth) - width - gap;
  const lines = visible.map(
    ({ title, shown }) =>
      `${style.dim(cut(title, width).padEnd(width))}${' '.repeat(gap)}${wrapWords(shown, room).replaceAll('\n', `\n${margin}`)}\n`,
  );
  await stdout.write(lines.join(''));
}

/** Prose that is wider than its room, on several lines. Words that are wider are left whole: addresses are there to be copied. */
function wrapWords(text: string, room: number): string {
  if (text.includes('\u001B')) return text;
  return text
    .split('\n')
    .map((line) => {
      let length = 0;
      return line
        .split(' ')
        .map((word, index) => {
          const size = [...word].length;
          const isFirst = index === 0;
          const breaks = !isFirst && length + 1 + size > room;
          length = isFirst || breaks ? size : length + 1 + size;
          return isFirst ? word : `${breaks ? '\n' : ' '}${word}`;
        })
        .join('');
    })
    .join('\n');
}

const gap = 2;
/** What a title keeps, however long the values are. */
const narrowest = 20;

/**
 * Long titles give way to the values beside them, which are there to be copied, as columns of tables do. A value that goes
 * over the line anyway leaves them half of it.
 */
function titleWidth(fields: readonly { readonly title: string; readonly shown: string }[], columns: number): number {
  const lengths = (texts: readonly string[]): readonly number[] => texts.map((text) => [...text].length);
  const widest = Math.max(0, ...lengths(fields.map(({ title }) => title)));
  const values = lengths(fields.flatMap(({ shown }) => stripVTControlCharacters(shown).split('\n')));
  const most = columns - gap - narrowest;
  const room = Math.min(...values.map((length) => (length > most ? Math.floor(columns / 2) : columns - gap - length)));
  return Math.min(widest, Math.max(room, narrowest));
}

function cut(title: string, width: number): string {
  const characters = [...title];
  return characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : title;
}
