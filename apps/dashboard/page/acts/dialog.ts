import { type Content, element } from '../dom.js';

/**
 * Asks before something is done. The button that does nothing has the focus, and Escape chooses it.
 * @param action what the button says that does it
 * @returns whether it is to be done
 */
export function confirmAct(question: string, consequence: string, action: string): Promise<boolean> {
  const keep = element('button', { type: 'button', autofocus: '' }, 'Leave it as it is');
  const go = element('button', { type: 'button', class: 'danger' }, action);
  return new Promise((resolve) => {
    const dialog = showDialog(
      question,
      [element('p', {}, consequence), element('div', { class: 'buttons' }, keep, go)],
      () => resolve(dialog.returnValue === 'go'),
    );
    keep.addEventListener('click', () => dialog.close());
    go.addEventListener('click', () => dialog.close('go'));
  });
}

/** Shows a dialog, which is gone once it is closed. */
export function showDialog(
  title: string,
  content: readonly Content[],
  onClose: () => void = () => undefined,
): HTMLDialogElement {
  const heading = element('h2', { id: 'dialog-title' }, title);
  const dialog = element('dialog', { 'aria-labelledby': 'dialog-title' }, heading, ...content);
  dialog.addEventListener('close', () => {
    dialog.remove();
    onClose();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
