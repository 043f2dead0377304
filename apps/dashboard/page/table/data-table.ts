import { element } from '../dom.js';
import type { Column } from './column.js';
import { columnWidth } from './column-width.js';
import { visibleRows } from './visible-rows.js';

/** Each row is as high as this, in pixels; the style sheet has the same number. */
const rowHeight = 36;

/** What a table is made of, whatever its rows are. */
export interface DataTableOptions<Row> {
  readonly id: string;
  /** What the table is, for those who do not see it. */
  readonly caption: string;
  keyOf(row: Row): string;
  /** Attributes of a row, such as its class. */
  attributesOf?(row: Row): Readonly<Record<string, string | undefined>>;
  /** Is called with the id of a column whose heading was chosen. */
  onSort(column: string): void;
  /** Is called with the rows that have come into view. */
  onVisible?(rows: readonly Row[]): void;
}

/** What a table shows. */
export interface TableContent<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  /** The column that the rows are sorted by. */
  readonly sorted?: { readonly column: string; readonly isDescending: boolean } | undefined;
}

/** A table of any number of rows, of which those in view are in the document. */
export interface DataTable<Row> {
  readonly root: HTMLElement;
  show(content: TableContent<Row>): void;
}

/** Makes a table: its heading and its first column stay in place while the rest scrolls. */
export function createDataTable<Row>(options: DataTableOptions<Row>): DataTable<Row> {
  const columnsOf = element('colgroup');
  const head = element('tr', { 'aria-rowindex': '1' });
  const [above, below] = [element('tr', { 'aria-hidden': 'true' }), element('tr', { 'aria-hidden': 'true' })];
  const body = element('tbody');
  const caption = element('caption', { class: 'visually-hidden' }, options.caption);
  const table = element(
    'table',
    { id: options.id, class: 'rows' },
    caption,
    columnsOf,
    element('thead', {}, head),
    body,
  );
  const scroller = element(
    'div',
    { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': options.caption },
    table,
  );
  const widths = new Map<string, number>();
  let content: TableContent<Row> = { rows: [], columns: [] };
  let drawn = new Map<string, HTMLTableRowElement>();
  let isWhole = false;

  function drawHead(): void {
    const { columns, rows, sorted } = content;
    const cells = columns.map((column) => headCell(column, sorted, () => options.onSort(column.id)));
    const focused = [...head.children].findIndex((cell) => cell.contains(document.activeElement));
    head.replaceChildren(...cells);
    cells[focused]?.querySelector('button')?.focus();
    table.style.minWidth = `${drawColumns(columnsOf, content, widths)}px`;
    table.setAttribute('aria-rowcount', String(rows.length + 1));
  }

  function drawRows(isNew: boolean): void {
    const { rows, columns } = content;
    const height = scroller.clientHeight || window.innerHeight;
    const { from, to } = isWhole
      ? { from: 0, to: rows.length }
      : visibleRows(rows.length, rowHeight, scroller.scrollTop, height);
    const next = new Map<string, HTMLTableRowElement>();
    const visible = rows.slice(from, to);
    for (const [index, row] of visible.entries()) {
      const key = options.keyOf(row);
      const known = isNew ? undefined : drawn.get(key);
      next.set(
        key,
        known ?? tableRow(row, columns, { ...options.attributesOf?.(row), 'aria-rowindex': String(from + index + 2) }),
      );
    }
    above.style.height = `${from * rowHeight}px`;
    below.style.height = `${(rows.length - to) * rowHeight}px`;
    keepFocus(drawn, next, () => place(body, [above, ...next.values(), below]));
    const isChanged = isNew || [...next.keys()].some((key) => !drawn.has(key));
    drawn = next;
    if (isChanged) options.onVisible?.(visible);
  }

  const drawSoon = oncePerFrame(() => drawRows(false));
  scroller.addEventListener('scroll', drawSoon, { passive: true });
  window.addEventListener('resize', drawSoon);
  onPrint((isPrinted) => {
    isWhole = isPrinted;
    drawRows(false);
  });
  return {
    root: scroller,
    show(next) {
      content = next;
      drawHead();
      drawRows(true);
    },
  };
}

/** Gives each column its width, and returns that of all together. A column that was wide once stays so. */
function drawColumns<Row>(
  group: HTMLElement,
  { columns, rows }: TableContent<Row>,
  widths: Map<string, number>,
): number {
  const made = columns.map((column) => {
    const width = Math.max(widths.get(column.id) ?? 0, columnWidth(column, rows));
    widths.set(column.id, width);
    const col = element('col');
    col.style.width = `${width}px`;
    return col;
  });
  group.replaceChildren(...made);
  return columns.reduce((sum, { id }) => sum + (widths.get(id) ?? 0), 0);
}

/** Calls `draw` before the next frame, however often it is asked for until then. */
function oncePerFrame(draw: () => void): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      draw();
    });
  };
}

/** A printer gets every row. */
function onPrint(draw: (isPrinted: boolean) => void): void {
  window.addEventListener('beforeprint', () => draw(true));
  window.addEventListener('afterprint', () => draw(false));
}

function headCell<Row>(column: Column<Row>, sorted: TableContent<Row>['sorted'], onSort: () => void): HTMLElement {
  const isSorted = sorted?.column === column.id;
  const direction = sorted?.isDescending === true ? 'descending' : 'ascending';
  const attributes = {
    scope: 'col',
    class: column.isNumber ? 'number' : undefined,
    'aria-sort': isSorted ? direction : undefined,
    title: column.title,
  };
  if (column.sortKey === undefined) return element('th', attributes, column.title);
  const button = element('button', { type: 'button', class: 'heading-sort' }, column.title);
  button.addEventListener('click', onSort);
  return element('th', attributes, button);
}

function tableRow<Row>(
  row: Row,
  columns: readonly Column<Row>[],
  attributes: Readonly<Record<string, string | undefined>>,
): HTMLTableRowElement {
  const cells = columns.map((column) => {
    const { text, content, title = text, class: name } = column.cell(row);
    const names = [...(column.isNumber ? ['number'] : []), ...(name === undefined ? [] : [name])].join(' ');
    return element(
      'td',
      { class: names === '' ? undefined : names, title: title === '' ? undefined : title },
      ...(content?.() ?? [text]),
    );
  });
  return element('tr', attributes, ...cells);
}

/** Has a parent contain these children in this order, and moves none that is where it should be: a moved one loses the focus. */
function place(parent: HTMLElement, children: readonly HTMLElement[]): void {
  const wanted = new Set<Node>(children);
  for (const child of Array.from(parent.childNodes)) if (!wanted.has(child)) child.remove();
  let at = parent.firstChild;
  for (const child of children) {
    if (at === child) at = at.nextSibling;
    else parent.insertBefore(child, at);
  }
}

/** Where rows are drawn anew, what had the focus in one has it in its successor. */
function keepFocus(
  before: ReadonlyMap<string, HTMLElement>,
  after: ReadonlyMap<string, HTMLElement>,
  draw: () => void,
): void {
  const focused = document.activeElement;
  const [key, row] = [...before].find(([, one]) => focused !== null && one.contains(focused)) ?? [];
  const index =
    row === undefined ? -1 : [...row.querySelectorAll('a, button, input')].findIndex((one) => one === focused);
  draw();
  const next = key === undefined ? undefined : after.get(key);
  if (next === undefined || next === row) return;
  const heir = [...next.querySelectorAll<HTMLElement>('a, button, input')][index];
  heir?.focus({ preventScroll: true });
}
