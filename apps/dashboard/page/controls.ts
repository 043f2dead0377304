import type { MetricScope, PrimaryMetricGoal } from '@hyperdrive-run/core';
import { element } from './dom.js';
import type { Ranking } from './rank-children.js';

/** The controls above the table, and what they say. */
export interface Controls {
  readonly form: HTMLElement;
  ranking(): Ranking;
  /** Offers the metrics that were logged; the chosen one stays chosen. */
  offerMetrics(names: readonly string[]): void;
}

/** Makes the controls; `onChange` is called whenever one of them changes. */
export function createControls(goal: PrimaryMetricGoal, onChange: () => void): Controls {
  const metric = element('select', { id: 'metric' });
  const goalChoice = choice('goal', { maximize: 'higher is better', minimize: 'lower is better' }, goal);
  const order = choice('order', { best: 'best first', worst: 'worst first' }, 'best');
  const scope = choice('scope', { best: 'best logged', last: 'last logged', average: 'mean of all' }, 'best');
  const top = element('input', { id: 'top', type: 'number', min: '0', step: '1', value: '0' });
  const discard = element('input', { id: 'discard', type: 'checkbox' });
  const form = element(
    'div',
    { class: 'controls', role: 'group', 'aria-label': 'How the children are ranked' },
    labelled('Metric', metric),
    labelled('Goal', goalChoice),
    labelled('Value of a child', scope),
    labelled('Order', order),
    labelled('Top (0: all)', top),
    element('label', { class: 'check' }, discard, 'Only with the metric'),
  );
  form.addEventListener('input', onChange);
  let offered = '';
  return {
    form,
    ranking: () => ({
      metric: metric.value,
      goal: goalChoice.value === 'minimize' ? 'minimize' : 'maximize',
      scope: toScope(scope.value),
      reverse: order.value === 'worst',
      discardNoMetric: discard.checked,
      top: toTop(top.value),
    }),
    offerMetrics(names) {
      if (names.join('\n') === offered) return;
      const chosen = metric.value;
      metric.replaceChildren(...names.map((name) => element('option', { value: name }, name)));
      if (names.includes(chosen)) metric.value = chosen;
      offered = names.join('\n');
    },
  };
}

function choice(id: string, options: Readonly<Record<string, string>>, chosen: string): HTMLSelectElement {
  const select = element('select', { id });
  for (const [value, text] of Object.entries(options)) select.append(element('option', { value }, text));
  select.value = chosen;
  return select;
}

function labelled(text: string, control: HTMLElement): HTMLLabelElement {
  return element('label', {}, text, control);
}

function toScope(value: string): MetricScope {
  return value === 'last' || value === 'average' ? value : 'best';
}

/** Half-typed numbers mean all. */
function toTop(value: string): number {
  const top = Number(value);
  return Number.isSafeInteger(top) && top > 0 ? top : 0;
}
