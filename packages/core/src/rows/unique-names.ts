/**
 * Names that are all different: one that is taken already gets what it is of behind it, as often as it takes.
 * @param taken the names before them; the new ones are added
 * @param kind such as `hyperparameter`
 */
export function uniqueNames(names: readonly string[], taken: Set<string>, kind: string): readonly string[] {
  return names.map((name) => {
    let unique = name;
    while (taken.has(unique)) unique += ` (${kind})`;
    taken.add(unique);
    return unique;
  });
}
