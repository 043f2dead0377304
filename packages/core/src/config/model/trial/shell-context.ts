/** How the shell reads a character at some place of a command. */
export type ShellContext = 'plain' | 'double-quoted' | 'single-quoted';

type Frame = { readonly kind: 'plain' | 'double' | 'backtick'; parentheses: number };

/**
 * Follows a shell command from its start and returns how the shell reads what comes at the end of what was fed so far.
 * Knows quotes, backslashes, comments, `$(...)` and backticks inside one another.
 */
export interface ShellContextTracker {
  /** Goes on with the next part of the command. */
  feed(text: string): void;
  /** How the shell would read the next character. */
  context(): ShellContext;
  /** Whether the last character was a backslash that takes the meaning of the next one. */
  isEscaping(): boolean;
}

/** Starts at the beginning of a command, outside of quotes. */
export function createShellContextTracker(): ShellContextTracker {
  const frames: Frame[] = [{ kind: 'plain', parentheses: 0 }];
  let inSingleQuotes = false;
  let inComment = false;
  let escaped = false;
  let previous = '';

  const top = (): Frame => frames.at(-1) ?? { kind: 'plain', parentheses: 0 };
  const enter = (kind: Frame['kind']): void => void frames.push({ kind, parentheses: 0 });
  const leave = (): void => void (frames.length > 1 && frames.pop());

  function step(character: string): void {
    if (inComment) {
      inComment = character !== '\n';
      return;
    }
    if (inSingleQuotes) {
      inSingleQuotes = character !== "'";
      return;
    }
    if (escaped) {
      escaped = false;
      return;
    }
    if (character === '\\') {
      escaped = true;
      return;
    }
    const frame = top();
    if (character === '"') return frame.kind === 'double' ? leave() : enter('double');
    if (character === '`') return frame.kind === 'backtick' ? leave() : enter('backtick');
    if (character === '(' && (frame.kind !== 'double' || previous === '$')) {
      if (previous === '$') enter('plain');
      else frame.parentheses += 1;
      return;
    }
    if (frame.kind === 'double') return;
    if (character === "'") inSingleQuotes = true;
    else if (character === '#' && /^[\s;&|()]?$/.test(previous)) inComment = true;
    else if (character === ')' && frame.parentheses > 0) frame.parentheses -= 1;
    else if (character === ')') leave();
  }

  return {
    feed(text) {
      for (const character of text) {
        const wasEscaped = escaped;
        step(character);
        // An escaped character starts nothing: the `(` of `\$(` opens no substitution.
        previous = wasEscaped ? 'escaped' : character;
      }
    },
    context: () => (inSingleQuotes ? 'single-quoted' : top().kind === 'double' ? 'double-quoted' : 'plain'),
    isEscaping: () => escaped,
  };
}
