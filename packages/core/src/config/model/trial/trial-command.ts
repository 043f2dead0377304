/** One part of a trial's command: text to keep, or a placeholder to fill in. */
export type TrialCommandPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'output'; readonly name: string }
  | { readonly kind: 'hyperparameter'; readonly name: string }
  /** A placeholder that is none of `inputs.x`, `outputs.x` and `search_space.x`, or one without its end. */
  | { readonly kind: 'unknown'; readonly text: string };

/** Splits a command at its placeholders, `${{inputs.x}}`, `${{outputs.y}}` and `${{search_space.z}}`. Joined, the parts are the command. */
export function parseTrialCommand(command: string): readonly TrialCommandPart[] {
  const parts: TrialCommandPart[] = [];
  let at = 0;
  for (const found of command.matchAll(/\$\{\{(?:([^{}]*)\}\})?/g)) {
    if (found.index > at) parts.push({ kind: 'text', text: command.slice(at, found.index) });
    parts.push(readPlaceholder(found[0], found[1]));
    at = found.index + found[0].length;
  }
  if (at < command.length) parts.push({ kind: 'text', text: command.slice(at) });
  return parts;
}

function readPlaceholder(text: string, inner: string | undefined): TrialCommandPart {
  const [, kind, name] = /^\s*(inputs|outputs|search_space)\.(.*\S)\s*$/s.exec(inner ?? '') ?? [];
  if (name === undefined) return { kind: 'unknown', text };
  if (kind === 'inputs') return { kind: 'input', name };
  return { kind: kind === 'outputs' ? 'output' : 'hyperparameter', name };
}
