import type { MetricScale } from '@hyperdrive-run/charts';
import type { MetricScope } from '@hyperdrive-run/core';
import type { ValuesSpan } from '../charts/sparkline/values-span.js';
import { element } from '../dom.js';
import type { ViewState } from '../state/view-state.js';

/** The part of what is chosen that these controls show. */
type Shown = Pick<ViewState, 'metric' | 'goal' | 'scope' | 'scale' | 'reverse' | 'top' | 'discardNoMetric' | 'find'>;

/** The controls above the table, and what they say. */
export interface Controls {
  readonly form: HTMLElement;
  /**
   * Shows what is chosen, and offers the metrics that were logged.
   * @param values of the metric: a scale is offered where they could be on a logarithmic one
   */
  show(chosen: Required<Shown>, metrics: readonly string[], values: ValuesSpan | undefined): void;
}

/** Makes the controls; `onChange` is called with what somebody has changed. */
export function createControls(onChange: (changed: Partial<Shown>) => void): Controls {
  const metric = element('select', { id: 'metric' });
  const goal = choice('goal', { maximize: 'higher is better', minimize: 'lower is better' });
  const order = choice('order', { best: 'best first', worst: 'worst first' });
  const scope = choice('scope', { best: 'best logged', last: 'last logged', average: 'mean of all' });
  const scale = choice('scale', { auto: 'automatic', linear: 'linear', log: 'logarithmic' });
  const scaleLabel = labelled('Scale', scale);
  const top = element('input', { id: 'top', type: 'number', min: '0', step: '1' });
  const discard = element('input', { id: 'discard', type: 'checkbox' });
  const find = element('input', { id: 'find', type: 'search', placeholder: 'id, status, value …' });
  const form = element(
    'div',
    { class: 'controls', role: 'group', 'aria-label': 'How the children are ranked' },
    labelled('Metric', metric),
    labelled('Goal', goal),
    labelled('Value of a child', scope),
    labelled('Order', order),
    scaleLabel,
    labelled('Top (0: all)', top),
    element('label', { class: 'check' }, discard, 'Only with the metric'),
    labelled('Find', find),
  );
  metric.addEventListener('input', () => onChange({ metric: metric.value }));
  goal.addEventListener('input', () => onChange({ goal: goal.value === 'minimize' ? 'minimize' : 'maximize' }));
  scope.addEventListener('input', () => onChange({ scope: toScope(scope.value) }));
  order.addEventListener('input', () => onChange({ reverse: order.value === 'worst' }));
  scale.addEventListener('input', () => onChange({ scale: toScale(scale.value) }));
  top.addEventListener('input', () => onChange({ top: toTop(top.value) }));
  discard.addEventListener('input', () => onChange({ discardNoMetric: discard.checked }));
  find.addEventListener('input', () => onChange({ find: find.value }));
  let offered = '';
  return {
    form,
    show(chosen, metrics, values) {
      if (metrics.join('\n') !== offered) {
        metric.replaceChildren(...metrics.map((name) => element('option', { value: name }, name)));
        offered = metrics.join('\n');
      }
      metric.value = chosen.metric ?? '';
      goal.value = chosen.goal ?? 'maximize';
      scope.value = chosen.scope;
      scale.value = chosen.scale;
      scaleLabel.hidden = values === undefined || !isOverDecades(values);
      order.value = chosen.reverse ? 'worst' : 'best';
      discard.checked = chosen.discardNoMetric;
      // What is being typed stays as it is.
      if (toTop(top.value) !== chosen.top || top.value === '') top.value = String(chosen.top);
      if (find.value !== chosen.find) find.value = chosen.find;
    },
  };
}

function choice(id: string, options: Readonly<Record<string, string>>): HTMLSelectElement {
  const select = element('select', { id });
  for (const [value, text] of Object.entries(options)) select.append(element('option', { value }, text));
  return select;
}

function labelled(text: string, control: HTMLElement): HTMLLabelElement {
  return element('label', {}, text, control);
}

function toScope(value: string): MetricScope {
  return value === 'last' || value === 'average' ? value : 'best';
}

function toScale(value: string): MetricScale {
  return value === 'linear' || value === 'log' ? value : 'auto';
}

/** Of values nearer to each other, both scales look much the same. */
function isOverDecades({ low, high }: ValuesSpan): boolean {
  return low > 0 && high / low >= 10;
}

/** Half-typed numbers mean all. */
function toTop(value: string): number {
  const top = Number(value);
  return Number.isSafeInteger(top) && top > 0 ? top : 0;
}
