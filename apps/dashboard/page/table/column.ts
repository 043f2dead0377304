import type { Content } from '../dom.js';

/** What a cell shows. */
export interface Cell {
  readonly text: string;
  /** Makes what is shown instead of the text alone. */
  readonly content?: (() => readonly Content[]) | undefined;
  /** What it says in full, where the text is shortened. */
  readonly title?: string | undefined;
  readonly class?: string | undefined;
}

/** A column of a table. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly isNumber: boolean;
  /** How wide it is where its content does not say that, in letters. */
  readonly width?: number | undefined;
  cell(row: Row): Cell;
  /** What a click on the heading sorts by; `undefined` where it cannot be sorted. */
  readonly sortKey?: ((row: Row) => number | string | undefined) | undefined;
}
