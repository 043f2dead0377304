import { createShellContextTracker, type ShellContext, type TrialCommandPart } from '@hyperdrive-run/core/trial';
import { shellQuote } from './shell-quote.js';

/** A trial's command, ready to run. */
export interface RenderedCommand {
  /** What `/bin/sh -c` is given. */
  readonly script: string;
  /** The command as a person would type it. For logs and run definitions; it is not what runs. */
  readonly display: string;
}

/**
 * Puts values into a command so that the program receives each as exactly the text it is, and the shell never reads
 * any of it as code: the values are assigned, quoted, to shell variables before the command, and each placeholder
 * becomes the expansion of its variable, quoted as its place in the command asks for. A placeholder is one word, or
 * part of one, inside and outside of quotes, in `$(...)` too. The variables are not exported.
 *
 * Not followed: the body of a here-document (the value arrives there with double quotes around it), and text that
 * another program reads as code (`sh -c '...'`, `python -c '...'`): that program's own quoting is the author's.
 *
 * @param parts the command, taken apart by `parseTrialCommand`
 * @param valueOf the text of a placeholder's value; contains no NUL
 */
export function renderCommand(
  parts: readonly TrialCommandPart[],
  valueOf: (placeholder: Exclude<TrialCommandPart, { readonly kind: 'text' }>) => string,
): RenderedCommand {
  const tracker = createShellContextTracker();
  const assignments: string[] = [];
  let command = '';
  let display = '';
  for (const part of parts) {
    if (part.kind === 'text') {
      tracker.feed(part.text);
      command += part.text;
      display += part.text;
      continue;
    }
    const value = valueOf(part);
    const variable = `hyperdrive_value_${assignments.length + 1}`;
    assignments.push(`${variable}=${shellQuote(value)}; `);
    // A backslash right before a placeholder stands for itself: it must not take the meaning of our quote.
    if (tracker.isEscaping()) command += '\\';
    command += expansionIn(tracker.context(), variable);
    display += /^[\w@%+=:,./-]+$/.test(value) ? value : shellQuote(value);
    // What follows comes after a word, not at the beginning of one.
    tracker.feed('x');
  }
  return { script: assignments.join('') + command, display };
}

function expansionIn(context: ShellContext, variable: string): string {
  if (context === 'plain') return `"\${${variable}}"`;
  if (context === 'double-quoted') return `\${${variable}}`;
  return `'"\${${variable}}"'`;
}
