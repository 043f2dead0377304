import { RequestRefusal } from '../http/request-refusal.js';

/** Goes through a text from its beginning to its end. */
export interface TextScanner {
  /** Where it is: the number of characters before. */
  at(): number;
  moveTo(position: number): void;
  /** Goes past what a sticky pattern finds here; `undefined` where it finds nothing. */
  readonly take: (pattern: RegExp) => RegExpExecArray | undefined;
  /** Where a global pattern is found next. Patterns look at few characters, so that a long text is read in linear time. */
  readonly findNext: (pattern: RegExp) => RegExpExecArray | undefined;
  /** @throws RequestRefusal that says what should be here */
  fail(expected: string): never;
}

/** @param what the text is, for messages */
export function createTextScanner(text: string, what: string): TextScanner {
  let at = 0;
  function findNext(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
  }
  return {
    at: () => at,
    moveTo(position) {
      at = position;
    },
    take(pattern) {
      const found = findNext(pattern);
      if (found !== undefined) at = pattern.lastIndex;
      return found;
    },
    findNext,
    fail(expected) {
      const shown = JSON.stringify(text.slice(0, 200));
      throw new RequestRefusal(400, `The ${what} ${shown} should have ${expected} at position ${at}.`);
    },
  };
}
