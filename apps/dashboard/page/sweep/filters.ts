import { element } from '../dom.js';
import type { ValueRange, ViewState } from '../state/view-state.js';
import type { TrialColumn } from './trial-columns.js';

/** What of the rows is shown, and which columns. */
type Shown = Pick<ViewState, 'statuses' | 'ranges' | 'hidden' | 'shown'>;

/** The parts below the controls that can be unfolded: filters, and the choice of columns. */
export interface Filters {
  readonly element: HTMLElement;
  /** @param counts how many trials have each status */
  show(chosen: Shown, columns: readonly TrialColumn[], counts: ReadonlyMap<string, number>): void;
}

/** Makes them; `onChange` is called with what somebody has changed. */
export function createFilters(onChange: (changed: Partial<Shown>) => void): Filters {
  const statuses = element('fieldset', { class: 'chips' });
  const ranges = element('div', { class: 'ranges' });
  const add = element('button', { type: 'button', id: 'add-range' }, 'Add a range');
  const columns = element('fieldset', { class: 'chips' });
  const title = element('summary', {}, 'Filters');
  const folded = element('details', { id: 'filters' }, title, statuses, ranges, add);
  const chooser = element('details', { id: 'columns' }, element('summary', {}, 'Columns'), columns);
  let chosen: Shown = { statuses: [], ranges: [], hidden: [], shown: [] };
  let drawn = '';
  let numbers: readonly TrialColumn[] = [];
  let open: readonly ValueRange[] = [];

  function changeRanges(next: readonly ValueRange[]): void {
    open = next;
    drawRanges();
    onChange({ ranges: next.filter(({ from, to }) => from !== undefined || to !== undefined) });
  }

  function drawRanges(): void {
    ranges.replaceChildren(
      ...open.map((range, index) =>
        rangeRow(range, numbers, (next) =>
          changeRanges(next === undefined ? open.toSpliced(index, 1) : open.with(index, next)),
        ),
      ),
    );
  }

  add.addEventListener('click', () => {
    const first = numbers[0]?.id;
    if (first !== undefined) changeRanges([...open, { column: first, from: undefined, to: undefined }]);
  });
  return {
    element: element('div', { class: 'filters' }, folded, chooser),
    show(next, all, counts) {
      chosen = next;
      numbers = all.filter(({ isNumber }) => isNumber);
      const active = next.statuses.length + next.ranges.length;
      title.textContent = active === 0 ? 'Filters' : `Filters (${active})`;
      const state = JSON.stringify([next, all.map(({ id }) => id), [...counts]]);
      // Drawn anew only where something is new: what has the focus keeps it.
      if (state === drawn) return;
      drawn = state;
      statuses.replaceChildren(element('legend', {}, 'Status'), ...statusBoxes(chosen, counts, onChange));
      columns.replaceChildren(element('legend', {}, 'Shown columns'), ...columnBoxes(chosen, all, onChange));
      const isOwn = sameRanges(
        open.filter(({ from, to }) => from !== undefined || to !== undefined),
        next.ranges,
      );
      if (!isOwn) open = next.ranges;
      if (!ranges.contains(document.activeElement)) drawRanges();
    },
  };
}

function sameRanges(a: readonly ValueRange[], b: readonly ValueRange[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function statusBoxes(
  { statuses }: Shown,
  counts: ReadonlyMap<string, number>,
  onChange: (changed: Partial<Shown>) => void,
): readonly HTMLElement[] {
  const names = [...new Set([...counts.keys(), ...statuses])].toSorted();
  return names.map((name) =>
    box(`${name} (${counts.get(name) ?? 0})`, statuses.includes(name), (isChosen) =>
      onChange({ statuses: isChosen ? [...statuses, name] : statuses.filter((other) => other !== name) }),
    ),
  );
}

function columnBoxes(
  { hidden, shown }: Shown,
  columns: readonly TrialColumn[],
  onChange: (changed: Partial<Shown>) => void,
): readonly HTMLElement[] {
  // The first one names the row.
  return columns.slice(1).map(({ id, title, isUsual }) =>
    box(title, isUsual ? !hidden.includes(id) : shown.includes(id), (isChosen) => {
      const without = (ids: readonly string[]): readonly string[] => ids.filter((other) => other !== id);
      if (isUsual) onChange({ hidden: isChosen ? without(hidden) : [...hidden, id] });
      else onChange({ shown: isChosen ? [...shown, id] : without(shown) });
    }),
  );
}

function box(text: string, isChosen: boolean, onChange: (isChosen: boolean) => void): HTMLLabelElement {
  const input = element('input', { type: 'checkbox' });
  input.checked = isChosen;
  input.addEventListener('change', () => onChange(input.checked));
  return element('label', { class: 'check' }, input, text);
}

/** One range: its column, its bounds, and a button that takes it away. */
function rangeRow(
  range: ValueRange,
  columns: readonly TrialColumn[],
  onChange: (next: ValueRange | undefined) => void,
): HTMLElement {
  const column = element('select', { 'aria-label': 'Column' });
  column.append(...columns.map(({ id, title }) => element('option', { value: id }, title)));
  column.value = range.column;
  const [from, to] = [boundInput('at least', range.from), boundInput('at most', range.to)];
  const remove = element('button', { type: 'button', 'aria-label': 'Remove the range' }, '×');
  const read = (): void => onChange({ column: column.value, from: boundOf(from.value), to: boundOf(to.value) });
  for (const control of [column, from, to]) control.addEventListener('change', read);
  remove.addEventListener('click', () => onChange(undefined));
  return element('div', { class: 'range' }, column, from, to, remove);
}

function boundInput(label: string, bound: number | undefined): HTMLInputElement {
  const value = bound === undefined ? '' : String(bound);
  return element('input', { type: 'number', step: 'any', 'aria-label': label, placeholder: label, value });
}

function boundOf(text: string): number | undefined {
  const bound = Number(text);
  return text.trim() === '' || Number.isNaN(bound) ? undefined : bound;
}
