import { isJsonArray, type JsonValue } from '@hyperdrive-run/core/json';
import { fetchJson } from '../ask/fetch-json.js';
import { trialPath } from '../ask/paths.js';
import { problemMessage } from '../ask/problem-message.js';
import { element } from '../dom.js';

/** The files of a trial, each to be saved. */
export interface FilesCard {
  readonly element: HTMLElement;
  /** Asks which there are. */
  read(): void;
}

/** Makes the card. */
export function createFilesCard(sweepId: string, trialId: string): FilesCard {
  const content = element('div', {}, element('p', { class: 'note' }, 'Loading …'));
  const path = trialPath(sweepId, trialId);
  return {
    element: element(
      'section',
      { class: 'card', id: 'files', 'aria-label': 'Files' },
      element('h2', {}, 'Files'),
      content,
    ),
    read() {
      fetchJson(`${path}/files`).then(
        (json) => content.replaceChildren(fileList(path, json)),
        (error: unknown) => content.replaceChildren(problemMessage(error)),
      );
    },
  };
}

function fileList(path: string, json: JsonValue): HTMLElement {
  const names = isJsonArray(json) ? json.filter((name) => typeof name === 'string') : [];
  if (names.length === 0) return element('p', { class: 'note' }, 'There are none.');
  const items = names.map((name) => {
    const href = `${path}/file?${new URLSearchParams({ name })}`;
    return element('li', {}, element('a', { href, download: '' }, name));
  });
  return element('ul', { class: 'files' }, ...items);
}
