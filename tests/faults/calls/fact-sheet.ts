import { plainText } from './plain-text.js';
import { type FactBook, theRest } from './read-operation.js';

/** What a call answered, fact by fact. */
export class FactSheet implements FactBook {
  /** In the order in which they came. */
  readonly facts: Map<string, string> = new Map();
  readonly unknown: Set<string> = new Set();
  /** Keys whose text is the beginning of something as long as the call has not ended. */
  readonly #growing: Set<string> = new Set();
  /** Facts that came twice with different texts. */
  readonly contradictions: string[] = [];

  add(key: string, value: unknown): void {
    const text = plainText(value);
    const before = this.facts.get(key);
    if (before !== undefined && before !== text) this.contradictions.push(`${key}: ${before}, then ${text}`);
    this.facts.set(key, text);
  }

  addUnknown(key: string): void {
    this.unknown.add(key);
  }

  append(key: string, piece: string): void {
    this.#growing.add(key);
    this.facts.set(key, (this.facts.get(key) ?? '') + piece);
  }

  /**
   * What is otherwise in the right answer. Of a call that broke off, what it has is compared; of one that ended, also
   * what it lacks, but for what it says itself it does not know.
   */
  differencesFrom(right: FactSheet, hasEnded: boolean): string[] {
    const differences = [...this.contradictions];
    for (const [key, text] of this.facts) {
      const expected = right.facts.get(key);
      if (expected === undefined && this.unknown.has(theRest)) continue;
      const isRight = hasEnded || !this.#growing.has(key) ? expected === text : expected?.startsWith(text) === true;
      if (!isRight && !this.unknown.has(key)) differences.push(`${key}: ${short(text)} instead of ${short(expected)}`);
    }
    if (!hasEnded || this.unknown.has(theRest)) return differences;
    for (const key of right.facts.keys()) {
      if (!this.facts.has(key) && !this.unknown.has(key)) differences.push(`${key} is missing`);
    }
    return differences;
  }
}

function short(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  return text.length <= 300 ? text : `${text.slice(0, 300)}…`;
}
