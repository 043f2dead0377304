import { logTailFromJson } from '../../api/log-tail.js';
import { fetchJson } from '../ask/fetch-json.js';
import { trialPath } from '../ask/paths.js';
import { problemMessage } from '../ask/problem-message.js';
import { element } from '../dom.js';

/** The end of a trial's log, and what is added to it. */
export interface LogCard {
  readonly element: HTMLElement;
  /**
   * Reads what was added since the last time.
   * @param files the trial's log files; `undefined` where the backend keeps no logs
   */
  show(files: readonly string[] | undefined): void;
}

/** So many letters stay in the page: a chatty trial fills no memory. */
const mostLetters = 200_000;

/** Makes the card. */
export function createLogCard(sweepId: string, trialId: string): LogCard {
  const choice = element('select', { id: 'log-file', 'aria-label': 'Log file' });
  const text = element('pre', { class: 'log', tabindex: '0', role: 'region', 'aria-label': 'End of the log' });
  const note = element('p', { class: 'note' });
  const trouble = element('div');
  let [known, isReading, offered] = [0, false, ''];
  let name: string | undefined;

  async function read(): Promise<void> {
    if (name === undefined || isReading) return;
    isReading = true;
    try {
      const query = new URLSearchParams({ name, from: String(known) });
      const asked = name;
      const tail = logTailFromJson(await fetchJson(`${trialPath(sweepId, trialId)}/log?${query}`));
      if (asked !== name) return;
      const isAtEnd = text.scrollTop + text.clientHeight >= text.scrollHeight - 4;
      if (tail.isCut) note.textContent = 'Only the end is shown; the whole file is below.';
      // A file that is shorter than before was begun anew.
      const before = tail.isCut || tail.end < known ? '' : (text.textContent ?? '');
      if (tail.text !== '') text.textContent = (before + tail.text).slice(-mostLetters);
      known = tail.end;
      if (isAtEnd) text.scrollTop = text.scrollHeight;
      trouble.replaceChildren();
    } catch (error) {
      trouble.replaceChildren(problemMessage(error));
    } finally {
      isReading = false;
    }
  }

  function open(next: string | undefined): void {
    name = next;
    known = 0;
    text.textContent = '';
    note.textContent = '';
    void read();
  }

  choice.addEventListener('change', () => open(choice.value));
  return {
    element: element(
      'section',
      { class: 'card', id: 'log', 'aria-label': 'Log' },
      element('h2', {}, 'Log'),
      choice,
      note,
      text,
      trouble,
    ),
    show(files) {
      choice.hidden = (files?.length ?? 0) < 2;
      text.hidden = (files?.length ?? 0) === 0;
      if (files === undefined) note.textContent = 'This backend keeps no logs.';
      else if (files.length === 0) note.textContent = 'There is no log yet.';
      if ((files ?? []).join('\n') === offered) return void read();
      offered = (files ?? []).join('\n');
      choice.replaceChildren(...(files ?? []).map((file) => element('option', { value: file }, file)));
      if (name === undefined || files?.includes(name) !== true) open(files?.[0]);
      choice.value = name ?? '';
    },
  };
}
