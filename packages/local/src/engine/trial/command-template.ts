/** A place in a command that a value is put into: `${{inputs.data}}`, `${{search_space.lr}}`. */
export interface Placeholder {
  readonly source: 'inputs' | 'search_space';
  readonly name: string;
}

/** What stands between `${{` and `}}` but names nothing that a value could come from. */
export interface UnknownPlaceholder {
  readonly source: 'unknown';
  /** The text as it was written, `${{` and `}}` included. */
  readonly text: string;
}

/** A piece of a command: text that stays as it is, or a placeholder. `offset` is where it starts in the command. */
export type CommandPart = { readonly offset: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly placeholder: Placeholder | UnknownPlaceholder }
);

/** Takes a trial's command apart. Nothing is refused here: what is unknown is told as such. */
export function parseCommandTemplate(command: string): readonly CommandPart[] {
  const parts: CommandPart[] = [];
  let end = 0;
  for (const found of command.matchAll(/\$\{\{(.*?)\}\}/gs)) {
    if (found.index > end) parts.push({ kind: 'text', offset: end, text: command.slice(end, found.index) });
    parts.push({ kind: 'placeholder', offset: found.index, placeholder: parsePlaceholder(found[0], found[1] ?? '') });
    end = found.index + found[0].length;
  }
  if (end < command.length) parts.push({ kind: 'text', offset: end, text: command.slice(end) });
  return parts;
}

function parsePlaceholder(text: string, inner: string): Placeholder | UnknownPlaceholder {
  const [, source, name] = /^\s*(inputs|search_space)\.(.+?)\s*$/s.exec(inner) ?? [];
  if ((source === 'inputs' || source === 'search_space') && name !== undefined) return { source, name };
  return { source: 'unknown', text };
}
