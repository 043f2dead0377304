import { describe, expect, it } from 'vitest';
import { createShellContextTracker } from './shell-context.js';

function contextAfter(...texts: readonly string[]): string {
  const tracker = createShellContextTracker();
  for (const text of texts) tracker.feed(text);
  return tracker.context() + (tracker.isEscaping() ? ', escaping' : '');
}

describe('what comes after the beginning of a command', () => {
  it.each([
    ['', 'plain'],
    ['echo "', 'double-quoted'],
    ['echo "a" ', 'plain'],
    ["echo '", 'single-quoted'],
    ['echo \'it"', 'single-quoted'],
    ['echo "it\'s', 'double-quoted'],
    ['echo "$(ls ', 'plain'],
    ['echo "$(ls (a) ', 'plain'],
    ['echo "$(ls) ', 'double-quoted'],
    ['echo "\\$(ls', 'double-quoted'],
    ['echo "`ls ', 'plain'],
    ['echo "`ls`', 'double-quoted'],
    ["echo # it's", 'plain'],
    ["echo # it's\n'", 'single-quoted'],
    ["echo a#b '", 'single-quoted'],
    ['echo \\"', 'plain'],
    ['echo \\', 'plain, escaping'],
    ["echo '\\", 'single-quoted'],
    ['ls)', 'plain'],
  ])('%j is read %s', (text, context) => {
    expect(contextAfter(text)).toBe(context);
  });

  it('is the same in whatever pieces the beginning is fed', () => {
    const text = 'a "$(b \'c\' `d "e" # f';
    expect(contextAfter(...text)).toBe(contextAfter(text));
  });
});
