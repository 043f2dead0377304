/**
 * What real sweeps show and a random one may have. Each must be seen in at least 5 percent of the sweeps of a run, or
 * the run proves less than it says.
 */
export const features = [
  'prefixed tags',
  'bare tags',
  'both prefixes at once',
  'an empty tag of a child',
  'no tags of children',
  'the preparation child',
  'hidden children',
  'a running sweep',
  'failed and canceled children',
  'children without metrics',
  'metrics logged once',
  'metrics logged many times',
  'integers',
  'ties',
  'zeros and negative zeros',
  'names with blanks, colons, quotes and other letters',
  'table metrics',
  'numeric strings in double columns',
  'infinities',
  'NaN',
  'string and boolean metrics',
  'a recorded table of no row',
  'a recorded table of one row',
  'a recorded table of many rows',
  'a table that is not final',
  'a recorded table with its columns in another order',
  'a resumed sweep',
  'a broken prefixed tag',
  'more children than a page holds',
] as const;

export type Feature = (typeof features)[number];

/** How often each feature was seen. */
export class Coverage {
  readonly #seen = new Map<Feature, number>();
  #sweeps = 0;

  add(seen: ReadonlySet<Feature>): void {
    this.#sweeps += 1;
    for (const feature of seen) this.#seen.set(feature, (this.#seen.get(feature) ?? 0) + 1);
  }

  /** The features that too few sweeps had. */
  tooRare(share = 0.05): Feature[] {
    return features.filter((feature) => (this.#seen.get(feature) ?? 0) < share * this.#sweeps);
  }

  report(): string {
    const lines = features.map((feature) => {
      const percent = (100 * (this.#seen.get(feature) ?? 0)) / Math.max(1, this.#sweeps);
      return `  ${percent.toFixed(0).padStart(3)} %  ${feature}`;
    });
    return [`${this.#sweeps} random sweeps, with`, ...lines].join('\n');
  }
}
