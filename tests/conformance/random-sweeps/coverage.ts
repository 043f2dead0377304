/** Counts how often each of the things was seen that a run must show. */
export class Coverage {
  readonly #counts: Map<string, number>;
  #looked = 0;

  constructor(expected: Iterable<string>) {
    this.#counts = new Map([...expected].map((name) => [name, 0]));
  }

  /** One more look, at which these were seen. @throws Error where one of them is not expected at all */
  add(seen: Iterable<string>): void {
    this.#looked += 1;
    for (const name of new Set(seen)) {
      const count = this.#counts.get(name);
      if (count === undefined) throw new Error(`Nobody expects ${JSON.stringify(name)}.`);
      this.#counts.set(name, count + 1);
    }
  }

  /** What was seen at less than this share of the looks, or never. */
  tooRare(share: number): string[] {
    const least = Math.max(1, share * this.#looked);
    return [...this.#counts].filter(([, count]) => count < least).map(([name]) => name);
  }

  /** A line for each, with its share of the looks. */
  report(): string {
    const lines = [...this.#counts].map(([name, count]) => {
      const percent = (100 * count) / Math.max(1, this.#looked);
      return `  ${percent.toFixed(0).padStart(3)} %  ${name}`;
    });
    return lines.join('\n');
  }
}
