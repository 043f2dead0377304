import { element } from '../dom.js';

/** What tabs are made from. */
export interface TabsOptions<Key extends string> {
  /** What each tab says, in their order. */
  readonly names: ReadonlyMap<Key, string>;
  /** The one that is chosen first. */
  readonly first: Key;
  /** Whose content changes with them. */
  readonly panel: HTMLElement;
}

/** Tabs of which one is chosen. */
export interface Tabs<Key extends string> {
  readonly list: HTMLElement;
  chosen(): Key;
}

/** So that ids of several groups of tabs in a page differ. */
let made = 0;

/**
 * Makes tabs for one panel whose content changes with them. The arrow keys, Home and End go from tab to tab, as the pattern of
 * the ARIA practices has it.
 */
export function createTabs<Key extends string>(
  { names, first, panel }: TabsOptions<Key>,
  onChange: (key: Key) => void,
): Tabs<Key> {
  made += 1;
  const prefix = `tabs-${made}`;
  const keys = [...names.keys()];
  let chosen = first;
  panel.id = `${prefix}-panel`;
  panel.setAttribute('role', 'tabpanel');
  const buttons = new Map(
    [...names].map(([key, text]) => [
      key,
      element('button', { type: 'button', role: 'tab', id: `${prefix}-${key}`, 'aria-controls': panel.id }, text),
    ]),
  );
  const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Charts' }, ...buttons.values());

  function mark(): void {
    for (const [key, button] of buttons) {
      button.setAttribute('aria-selected', String(key === chosen));
      button.tabIndex = key === chosen ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', `${prefix}-${chosen}`);
  }

  function choose(key: Key): void {
    if (key === chosen) return;
    chosen = key;
    mark();
    onChange(key);
  }

  for (const [key, button] of buttons) button.addEventListener('click', () => choose(key));
  list.addEventListener('keydown', (event) => {
    const next = keys[nextOf(event.key, keys.indexOf(chosen), keys.length) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    buttons.get(next)?.focus();
  });
  mark();
  return { list, chosen: () => chosen };
}

function nextOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
