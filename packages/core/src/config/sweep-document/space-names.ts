import type { AddNote } from './document-notes.js';

/**
 * The names under which the hyperparameters go into a document: Azure ML's tool takes letters, digits and `_` alone, and no
 * digit first, while older sweeps name theirs with the dashes of the script's options.
 */
export function toSpaceNames(names: Iterable<string>, note: AddNote): ReadonlyMap<string, string> {
  const given = [...names];
  const taken = new Set(given.filter(isSpaceName));
  return new Map(
    given.map((name): [string, string] => {
      if (isSpaceName(name)) return [name, name];
      const plain = toPlainName(name);
      let own = plain;
      for (let count = 2; taken.has(own); count += 1) own = `${plain}_${count}`;
      taken.add(own);
      note(`search_space.${own}`, `is called ${JSON.stringify(name)} in the sweep, which Azure ML's files do not take`);
      return [name, own];
    }),
  );
}

function isSpaceName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

function toPlainName(name: string): string {
  const plain = name.replace(/^-+/, '').replaceAll(/[^A-Za-z0-9_]/g, '_');
  return isSpaceName(plain) ? plain : `_${plain}`;
}
