import { type Content, element } from './dom.js';

/** Names with what they are, one below the other. */
export function definitions(entries: readonly (readonly [name: string, value: Content])[]): HTMLElement {
  return element('dl', {}, ...entries.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}
