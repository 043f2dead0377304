import { type ChartData, type ChartKind, type ChartOptions, hyperparameterNames } from '@hyperdrive-run/charts';
import { element } from '../dom.js';

/** The controls of a chart's own options. */
export interface ChartControls {
  readonly element: HTMLElement;
  /** Shows the controls of a chart; what was chosen before stays chosen. */
  offer(kind: ChartKind, data: ChartData): void;
  options(kind: ChartKind): ChartOptions;
}

/** Makes the controls; `onChange` is called when one of them changes. */
export function createChartControls(onChange: () => void): ChartControls {
  const over = choice('Over', [
    ['trials', 'trials'],
    ['time', 'time'],
  ]);
  const along = choice('Along', [
    ['', 'automatic'],
    ['logged', 'values logged'],
    ['step', 'steps'],
    ['time', 'time'],
  ]);
  const form = choice('Form', [
    ['histogram', 'histogram'],
    ['edf', 'cumulative'],
  ]);
  const x = choice('Across', [['', 'most important']]);
  const y = choice('Up', [['', 'next important']]);
  const byKind: ReadonlyMap<ChartKind, readonly Choice[]> = new Map([
    ['best', [over]],
    ['curves', [along]],
    ['distribution', [form]],
    ['contour', [x, y]],
  ]);
  const place = element('div', { class: 'controls' });
  place.addEventListener('input', onChange);
  let offered: ChartKind | undefined;
  return {
    element: place,
    offer(kind, data) {
      if (kind === 'contour') {
        const names = hyperparameterNames(data).map((name) => [name, name] as const);
        x.offer([['', 'most important'], ...names]);
        y.offer([['', 'next important'], ...names]);
      }
      if (kind === offered) return;
      offered = kind;
      place.replaceChildren(...(byKind.get(kind) ?? []).map(({ label }) => label));
    },
    options: () => ({
      over: over.value() === 'time' ? 'time' : 'trials',
      along: toAlong(along.value()),
      form: form.value() === 'edf' ? 'edf' : 'histogram',
      x: x.value() === '' ? undefined : x.value(),
      y: y.value() === '' ? undefined : y.value(),
    }),
  };
}

interface Choice {
  readonly label: HTMLElement;
  value(): string;
  offer(options: readonly (readonly [value: string, text: string])[]): void;
}

function choice(text: string, options: readonly (readonly [value: string, text: string])[]): Choice {
  const select = element('select');
  let shown = '';
  const offer: Choice['offer'] = (next) => {
    const key = next.map(([value]) => value).join('\n');
    if (key === shown) return;
    const chosen = select.value;
    select.replaceChildren(...next.map(([value, words]) => element('option', { value }, words)));
    if (next.some(([value]) => value === chosen)) select.value = chosen;
    shown = key;
  };
  offer(options);
  return { label: element('label', {}, text, select), value: () => select.value, offer };
}

function toAlong(value: string): ChartOptions['along'] {
  return value === 'logged' || value === 'step' || value === 'time' ? value : undefined;
}
