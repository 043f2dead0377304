import { element } from '../dom.js';
import { DashboardError } from './dashboard-error.js';

/** What went wrong and what to do, read out at once. */
export function problemMessage(error: unknown): HTMLElement {
  const hint = error instanceof DashboardError ? error.hint : '';
  const message = error instanceof Error ? error.message : String(error);
  return element(
    'div',
    { role: 'alert' },
    element('p', { class: 'error' }, message),
    element('p', { class: 'note' }, hint),
  );
}
