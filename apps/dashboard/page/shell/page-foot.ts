import { showDialog } from '../acts/dialog.js';
import { newLink } from '../acts/session.js';
import { problemMessage } from '../ask/problem-message.js';
import { element } from '../dom.js';
import { applyTheme, chosenTheme } from './theme.js';

/** What is at the foot of every page: how it looks, and how another browser gets in. */
export function pageFoot(): HTMLElement {
  const theme = element('select', { id: 'theme' });
  for (const [value, text] of [
    ['system', 'as the system'],
    ['light', 'light'],
    ['dark', 'dark'],
  ] as const) {
    theme.append(element('option', { value }, text));
  }
  theme.value = chosenTheme();
  applyTheme(chosenTheme());
  theme.addEventListener('change', () =>
    applyTheme(theme.value === 'light' || theme.value === 'dark' ? theme.value : 'system'),
  );
  const open = element('button', { type: 'button', id: 'another-browser' }, 'Open in another browser');
  open.addEventListener('click', () => void showLink());
  return element('footer', {}, element('label', {}, 'Colours ', theme), open);
}

async function showLink(): Promise<void> {
  const close = element('button', { type: 'button' }, 'Close');
  const link = await newLink().then(linkField, problemMessage);
  const note = 'This address works once, in one browser on this machine or through a tunnel to it.';
  const dialog = showDialog('Open in another browser', [
    element('p', {}, note),
    link,
    element('div', { class: 'buttons' }, close),
  ]);
  close.addEventListener('click', () => dialog.close());
}

/** The address to copy: to open it here would use it up. */
function linkField(url: string): HTMLElement {
  const field = element('input', { type: 'text', readonly: '', value: url, 'aria-label': 'Address', class: 'wide' });
  field.addEventListener('focus', () => field.select());
  return field;
}
