/**
 * Headings that are all different: one that is taken already gets what it is of behind it, as often as it takes.
 * @param taken the headings before them; the new ones are added
 * @param kind such as `hyperparameter`
 */
export function uniqueHeadings(names: readonly string[], taken: Set<string>, kind: string): readonly string[] {
  return names.map((name) => {
    let heading = name;
    while (taken.has(heading)) heading += ` (${kind})`;
    taken.add(heading);
    return heading;
  });
}
