/** A command in which `{inputs.x}` has become `${{inputs.x}}`, and what was changed in it. */
export interface BracedCommand {
  readonly command: string;
  /** The placeholders with single braces, as they are written. */
  readonly found: readonly string[];
}

/**
 * Reads `{inputs.x}`, `{outputs.x}` and `{search_space.x}` of a command as Azure ML's client does, which sends
 * `${{inputs.x}}` for them: by the same expression, in the same order. Doubled braces stay as they are.
 */
export function readSingleBraces(command: string): BracedCommand {
  const found: string[] = [];
  let text = command;
  for (const prefix of ['inputs', 'outputs', 'search_space']) {
    const placeholder = new RegExp(String.raw`(?<!\{)\{${prefix}\.([^}]*)\}(?!\})`, 'g');
    text = text.replaceAll(placeholder, (written: string, name: string) => {
      found.push(written);
      return `\${{${prefix}.${name}}}`;
    });
  }
  return { command: text, found };
}
