import Table from 'cli-table3';

/** A table as a terminal shows it. Its texts are escaped and may be coloured. */
export interface TerminalTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** By column; left by default. */
  readonly aligns?: readonly ('left' | 'right')[] | undefined;
  /** The column that gives way first where all do not fit; the widest by default. */
  readonly elastic?: number | undefined;
  /** Whether headings may be cut to make the table fit, as long as everything below them is whole. */
  readonly headingsGiveWay?: boolean | undefined;
  /** A plain line below it, such as what was left out for want of room; cut where it is wider than the table may be. */
  readonly note?: string | undefined;
}

const gap = '  ';
/** Longer texts are cut before anything is measured: a table is no place to read them. */
const longestCell = 400;
/** What is left of a column that gives way. */
const narrowest = 6;

/**
 * The first of the tables that fits the width, or the last one with columns cut to fit.
 * @param candidates the same content laid out in several ways, the most telling first
 */
export function renderTerminalTable(candidates: readonly TerminalTable[], width: number): string {
  const [first, ...others] = candidates;
  if (first === undefined) return '';
  const widths = fittingWidths(first, width);
  if (totalWidth(widths) <= width) return withNote(first, render(first, widths), width);
  if (others.length > 0) return renderTerminalTable(others, width);
  return withNote(first, render(first, shrink(first, widths, width)), width);
}

function withNote({ note }: TerminalTable, table: string, width: number): string {
  if (note === undefined) return table;
  return `${table}\n${note.length > width ? `${note.slice(0, Math.max(0, width - 1))}…` : note}`;
}

/** The widths at which nothing is cut, but for headings where they may be. */
function fittingWidths(table: TerminalTable, width: number): number[] {
  const { headings, rows, headingsGiveWay = false } = table;
  const widths = measureColumns([headings, ...rows]);
  if (!headingsGiveWay) return widths;
  const least = measureColumns([headings.map(() => ''), ...rows]).map((content) => Math.max(content, narrowest));
  while (totalWidth(widths) > width) {
    const spare = widths.map((now, column) => now - (least[column] ?? now));
    const most = Math.max(...spare);
    if (most <= 0) break;
    const column = spare.indexOf(most);
    widths[column] = (widths[column] ?? 0) - 1;
  }
  return widths;
}

function render({ headings, rows, aligns }: TerminalTable, widths: readonly number[]): string {
  const table = new Table({
    head: headings.slice(0, widths.length),
    colWidths: [...widths],
    colAligns: widths.map((_, column) => aligns?.[column] ?? 'left'),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    chars: { ...noFrame, mid: '─', 'mid-mid': '─'.repeat(gap.length), middle: gap },
  });
  table.push(...rows.map((row) => row.slice(0, widths.length).map(cutCell)));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const noFrame = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
};

/** The table library knows how wide characters are: the frame that it draws shows it. */
function measureColumns(rows: readonly (readonly string[])[]): number[] {
  const table = new Table({ style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 } });
  table.push(...rows.map((row) => row.map(cutCell)));
  const [frame = ''] = table.toString().split('\n');
  // A column without any text is drawn without width, which the library would take for "as wide as it likes".
  return frame
    .slice(1, -1)
    .split('┬')
    .map((part) => Math.max(1, part.length));
}

function cutCell(text: string): string {
  const characters = [...text];
  return characters.length > longestCell ? `${characters.slice(0, longestCell).join('')}…` : text;
}

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, gap.length * Math.max(0, widths.length - 1));
}

function shrink({ elastic }: TerminalTable, natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const giveWay = (column: number, least: number): void => {
    const excess = totalWidth(widths) - width;
    const now = widths[column];
    if (now !== undefined && excess > 0) widths[column] = Math.max(Math.min(now, least), now - excess);
  };
  if (elastic !== undefined) giveWay(elastic, narrowest * 2);
  // One character at a time from whichever is the widest, so that no column vanishes for another.
  while (totalWidth(widths) > width && Math.max(...widths) > narrowest) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  // A terminal too narrow even for that shows the first columns.
  while (totalWidth(widths) > width && widths.length > 1) widths.pop();
  return widths;
}
